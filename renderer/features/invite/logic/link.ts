/** True for an address that only the machine itself answers. */
export function isLoopback(link: string): boolean {
  const host = hostOf(link);
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

/** The same link under another address of the same host. */
export function onBase(link: string, base: string): string {
  return `${base.replace(/\/+$/, '')}/${new URL(link).hash}`;
}

function hostOf(link: string): string {
  try {
    return new URL(link).hostname;
  } catch {
    return '';
  }
}
