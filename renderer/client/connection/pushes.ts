import type { StorageChanged } from '../../../shared/sync/protocol';
import { z } from 'zod';
import type { RecordEntry } from '../../../shared/domain/record';
import { MESSAGE, storageChangedSchema } from '../../../shared/sync/protocol';

export type StorageHealth = StorageChanged['health'];

const ownersSchema = z.record(z.string().regex(/^\d{1,16}$/), z.string());
const recordPushSchema = z.object({
  board: z.string(),
  entries: z.array(z.looseObject({ seq: z.number() })),
});

/** New entries of a record, unchecked; null when the message says something else. */
export function recordPushOf(
  type: number,
  value: unknown,
): { readonly board: string; readonly entries: readonly RecordEntry[] } | null {
  const push = type === MESSAGE.record ? recordPushSchema.safeParse(value) : null;
  if (!push?.success) return null;
  return { board: push.data.board, entries: push.data.entries as unknown as readonly RecordEntry[] };
}

/** Whether the host can save, if the message says that. */
export function storageHealthOf(type: number, value: unknown): StorageHealth | null {
  const changed = type === MESSAGE.changed ? storageChangedSchema.safeParse(value) : null;
  return changed?.success ? changed.data.health : null;
}

/** Client IDs and the members they belong to; null when it is no such list. */
export function ownersOf(value: unknown): [client: number, member: string][] | null {
  const parsed = ownersSchema.safeParse(value);
  if (!parsed.success) return null;
  return Object.entries(parsed.data).map(([client, member]) => [Number(client), member]);
}
