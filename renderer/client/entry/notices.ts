import { desktop } from '../connection/desktop';

/** Room for them in a notification of the system's. */
const MOST = { title: 200, body: 500 };

/** The number at the app's sign; a browser has none. */
export function setBadge(count: number): void {
  void desktop()
    ?.setBadge({ count })
    .catch(() => undefined);
}

/** A notification of the system's, unless a window of the app has the focus. @returns whether it was clicked */
export async function showNotice({ title, body }: { title: string; body: string }): Promise<boolean> {
  const shown = desktop()?.notify({
    title: title.slice(0, MOST.title),
    body: body.slice(0, MOST.body),
  });
  return (await shown?.catch(() => undefined))?.clicked ?? false;
}
