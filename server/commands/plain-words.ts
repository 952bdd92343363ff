import { startFaultOf, type StartFault } from '../run/start-fault';

/** What was being done, for words about why it failed. */
export interface Attempt {
  readonly data: string;
  readonly port: number;
  readonly bind?: string | undefined;
}

/** An error with words for the person at the terminal, where it is one that happens to people. */
export function inPlainWords(error: unknown, { data, port, bind }: Attempt): unknown {
  const [call, what] = [textOf(error, 'syscall'), textOf(error, 'code')];
  const code = call === 'listen' || (call === 'mkdir' && what === 'ENOENT') ? `${call} ${what}` : what;
  const words = ofPlace(code, data, port, bind ?? 'this machine') ?? ofData(startFaultOf(error), data);
  return words === null ? error : new Error(words, { cause: error });
}

function ofPlace(code: string, data: string, port: number, where: string): string | null {
  switch (code) {
    case 'listen EACCES':
      return `Port ${port} needs more rights than this user has. Take one from 1024 on, and put a proxy before it.`;
    case 'listen EADDRINUSE':
      return `Port ${port} is in use by another program. Stop it, or take another port with --port (0: any free one).`;
    case 'listen EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${where}. Give --bind one it has, or 0.0.0.0 for all of them.`;
    case 'mkdir ENOENT':
      return `No directory can be made at ${data}. Name another one with --data.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${data} is, or lies in, a file. Name a directory with --data.`;
    default:
      return null;
  }
}

function ofData(fault: StartFault | null, data: string): string | null {
  switch (fault) {
    case 'not-writable':
      return (
        `${data} cannot be written by this user. Give the directory to him (chown), or name another one with --data. ` +
        'Nothing was changed.'
      );
    case 'no-room':
      return `The disk of ${data} is full. Make room and start again; nothing was lost.`;
    case 'damaged':
      return `The workspace in ${data} is damaged. Keep the directory as it is, and restore a backup into another one.`;
    default:
      return null;
  }
}

function textOf(error: unknown, name: 'code' | 'syscall'): string {
  if (typeof error !== 'object' || error === null) return '';
  const text = (error as Partial<Record<typeof name, unknown>>)[name];
  return typeof text === 'string' ? text : '';
}
