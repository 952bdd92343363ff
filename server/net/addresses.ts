import { BlockList, isIP } from 'node:net';

/** A set of addresses: single ones, and networks as `10.0.0.0/8`. */
export class Addresses {
  readonly #list = new BlockList();
  readonly #empty: boolean;

  /** @throws Error in words for the person at the terminal, about what is no address */
  constructor(texts: readonly string[]) {
    this.#empty = texts.length === 0;
    for (const text of texts) this.#add(text);
  }

  has(address: string): boolean {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return !this.#empty && family !== 0 && this.#list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
  }

  #add(text: string): void {
    const [address = '', bits] = text.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
    if (family === 0 || prefix < 0 || prefix > most)
      throw new Error(`"${text}" is no address. Write one as 10.0.0.5, or a network as 10.0.0.0/24.`);
    this.#list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
}

/** An IPv4 address as itself, also where the system wraps it into an IPv6 one. */
export function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

/**
 * What counts as one visitor's address: an IPv4 address, or the first 64 bits of an IPv6 one, as everybody has all
 * of these to himself.
 */
export function visitorOf(address: string): string {
  const plain = plainAddress(address);
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: gap }, () => '0'), ...last];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
