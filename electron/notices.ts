import { app, BrowserWindow, Notification, type WebContents } from 'electron';
import type { Input, Output } from '../shared/ipc/contract';

/** The two things of the system's that say that somebody is wanted: its notifications, and the number at the app's sign. */
export interface SystemNotices {
  readonly isSomeWindowFocused: () => boolean;
  /** Shows a notification; told once it is clicked, or gone. @returns how to take it away */
  readonly show: (text: { title: string; body: string }, ended: (clicked: boolean) => void) => () => void;
  readonly setBadge: (count: number) => void;
}

/** What pages have to say to whoever looks at another program. */
export class Notices {
  readonly #system: SystemNotices;
  readonly #counts = new Map<WebContents, number>();
  /** The notification of each window; the next one takes its place. */
  readonly #shown = new Map<WebContents, () => void>();

  constructor(system: SystemNotices = ofElectron()) {
    this.#system = system;
  }

  /** Shows a notification unless a window of the app has the focus. @returns whether it was clicked */
  notify(text: Input<'notify'>, caller: WebContents): Promise<Output<'notify'>> {
    if (this.#system.isSomeWindowFocused()) return Promise.resolve({ clicked: false });
    this.#shown.get(caller)?.();
    return new Promise((resolve) => {
      const end = (clicked: boolean) => {
        if (this.#shown.get(caller) === takeAway) this.#shown.delete(caller);
        resolve({ clicked });
      };
      const hide = this.#system.show(text, end);
      const takeAway = () => {
        hide();
        end(false);
      };
      this.#shown.set(caller, takeAway);
    });
  }

  /** The number at the app's sign is that of all windows together. */
  count(count: number, caller: WebContents): void {
    if (!this.#counts.has(caller)) caller.once('destroyed', () => this.#forget(caller));
    this.#counts.set(caller, count);
    this.#add();
  }

  #forget(caller: WebContents): void {
    this.#counts.delete(caller);
    this.#shown.get(caller)?.();
    this.#add();
  }

  #add(): void {
    this.#system.setBadge([...this.#counts.values()].reduce((sum, each) => sum + each, 0));
  }
}

function ofElectron(): SystemNotices {
  return {
    isSomeWindowFocused: () => BrowserWindow.getFocusedWindow() !== null,
    show(text, ended) {
      if (!Notification.isSupported()) {
        ended(false);
        return () => undefined;
      }
      const notification = new Notification(text);
      notification.once('click', () => ended(true));
      notification.once('close', () => ended(false));
      notification.once('failed', () => ended(false));
      notification.show();
      return () => notification.close();
    },
    setBadge: (count) => void app.setBadgeCount(count),
  };
}
