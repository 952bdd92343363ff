import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { makeFolder, replaceFile } from '../../node/files';

/** Reads a small JSON file; anything unreadable or of another shape counts as absent. */
export function readJson<T extends z.ZodType>(file: string, schema: T): z.output<T> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when the power goes. Only the user may read it. */
export function writeJson(file: string, value: unknown): void {
  makeFolder(path.dirname(file));
  replaceFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
