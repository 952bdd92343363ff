import path from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};

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
  return file.startsWith(folder + path.sep) && path.extname(file) in types ? file : undefined;
}

export const typeOf = (file: string) => types[path.extname(file)] ?? 'text/plain';
