import { statfs } from 'node:fs/promises';
import { ProblemError } from '../base/problem';

/** Bytes that stay free whatever is copied, so that people can go on working. */
const SPARE = 64 * 1024 * 1024;

/** @throws ProblemError when the disk has no room for so many bytes more */
export async function needRoom(directory: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < bytes + SPARE) throw noRoom();
}

export function noRoom(): ProblemError {
  return new ProblemError('disk-full', 'the disk of the host has no room for this; nothing was changed');
}
