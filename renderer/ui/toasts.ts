import { create } from 'zustand';

export interface ToastContent {
  /** `error` stays until it is closed; `done` goes by itself. */
  readonly tone: 'error' | 'done';
  /** What happened. */
  readonly title: string;
  /** What is safe, and what to do. */
  readonly text?: string;
  /** The next toast about the same takes its place. */
  readonly topic?: string;
  readonly action?: { readonly label: string; readonly onAction: () => void };
}

export interface ToastEntry extends ToastContent {
  readonly id: number;
}

const MOST = 3;
let lastId = 0;

export const useToasts = create<{ readonly toasts: readonly ToastEntry[] }>(() => ({ toasts: [] }));

/** Shows a message in the corner. The same message twice is shown once. */
export function showToast(content: ToastContent): number {
  const id = ++lastId;
  useToasts.setState(({ toasts }) => ({
    toasts: [
      ...toasts.filter((each) => each.title !== content.title && !isAbout(each, content)),
      { ...content, id },
    ].slice(-MOST),
  }));
  return id;
}

function isAbout({ topic }: ToastContent, other: ToastContent): boolean {
  return topic !== undefined && topic === other.topic;
}

export function closeToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));
}
