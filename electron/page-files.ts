import path from 'node:path';
import { PAGE_TYPES } from '../shared/api/pages';

/** The file a request means, or undefined when it lies outside the folder. */
export function fileFor(folder: string, url: string): string | undefined {
  const { host, pathname } = new URL(url);
  if (host !== 'handschlag') return undefined;
  let wanted: string;
  try {
    wanted = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined;
  const file = path.join(folder, wanted);
  return file.startsWith(folder + path.sep) && PAGE_TYPES[path.extname(file)] !== undefined
    ? file
    : undefined;
}

export const typeOf = (file: string) => PAGE_TYPES[path.extname(file)] ?? 'text/plain';
