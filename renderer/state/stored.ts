/** Small settings of this window. Storage may be forbidden or full: then they hold as long as the page. */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(window.localStorage.getItem(PREFIX + key) ?? 'null');
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    return;
  }
}

const PREFIX = 'handschlag.';
