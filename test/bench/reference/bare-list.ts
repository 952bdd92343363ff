import { createElement, useRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { useVirtualizer } from '@tanstack/react-virtual';

/** A plan as nothing but a list of texts. */
export interface BareRow {
  readonly id: string;
  readonly texts: readonly string[];
}

const ROW = 26;

/** The rows in sight of a list, and nothing else. Without JSX, which whoever packs it might take for that of development. */
function BareList({ rows }: { rows: readonly BareRow[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const shown = virtual.getVirtualItems().map(({ index, start, key }) =>
    createElement(
      'div',
      { key, 'data-bar': '', style: { ...LINE, transform: `translateY(${start}px)` } },
      rows[index]?.texts.map((text, at) => createElement('span', { key: at, style: { width: 240 } }, text)),
    ),
  );
  return createElement(
    'div',
    { ref: frame, 'data-scroll': '', style: { height: '100vh', overflow: 'auto' } },
    createElement('div', { style: { position: 'relative', height: virtual.getTotalSize() } }, shown),
  );
}

const LINE = { position: 'absolute', height: ROW, display: 'flex' } as const;

let root: Root | null = null;

/** What a page of the benchmark calls. It has the rows already, as ours has its plans. */
export interface BarePage extends Window {
  rows: readonly BareRow[];
  show(isThere: boolean): void;
}

Object.assign(window, {
  rows: [],
  show(isThere) {
    root?.unmount();
    document.body.replaceChildren();
    if (!isThere) return;
    root = createRoot(document.body.appendChild(document.createElement('div')));
    root.render(createElement(BareList, { rows: (window as unknown as BarePage).rows }));
  },
} satisfies Partial<BarePage>);
