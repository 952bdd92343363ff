/** Who gets to an address: nobody but this machine, whoever is in the same network, or whoever has a network at all. */
export type WhoReaches = 'nobody' | 'office' | 'everybody';

const PRIVATE =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[?f[cd][0-9a-f]{2}:|\[?fe[89ab][0-9a-f]:)/i;
const OF_A_HOUSE = /\.(local|lan|intern|internal|home|box|corp)$|\.home\.arpa$/i;

/** By the address alone: that a public one is not kept off by a firewall is for people to know. */
export function whoReaches(address: string): WhoReaches {
  const { protocol, hostname } = parsed(address) ?? {};
  if (hostname === undefined || !protocol?.startsWith('http')) return 'nobody';
  if (hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]') return 'nobody';
  const isName = /[a-z]/i.test(hostname) && !hostname.startsWith('[');
  if (PRIVATE.test(hostname) || (isName && (!hostname.includes('.') || OF_A_HOUSE.test(hostname))))
    return 'office';
  return 'everybody';
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
