import { FILE_KINDS } from '../shared/ipc/contract';

/** No others: an attacker who controls a page must not be able to save a program. */
const kinds: ReadonlySet<string> = new Set(FILE_KINDS);
const longest = 120;
/** Names that Windows takes for devices, whatever follows the first dot. */
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

/**
 * A file's name from what a page proposes: a name and never a path, of a kind that the product makes, and readable as
 * what it is: no control characters, nothing that turns the direction of writing, no name of a device.
 * @returns undefined when the proposed name is not of such a kind
 */
export function fileNameOf(proposed: string): string | undefined {
  const last = proposed.normalize('NFC').split('/').at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const kind = clean.slice(dot + 1).toLowerCase();
  if (dot < 1 || !kinds.has(kind)) return undefined;
  // Does not cut a character in two.
  const stem = clean
    .slice(0, Math.min(dot, longest))
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
  return `${device.test(`${stem}.`) ? '_' : ''}${stem}.${kind}`;
}
