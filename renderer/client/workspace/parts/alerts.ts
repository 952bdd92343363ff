import type { RecordEntry } from '../../../../shared/domain/record';
import type { Alert } from '../types';

/**
 * What the workspace record says that a person should hear of, because somebody else may be behind it: a further
 * device or a recovery code of his own that this device did not make, and a new owner by a link made on the host's
 * machine. Oldest first; only what came after this device did, and what nobody has undone since.
 * @param told hashes of entries that were acknowledged here
 */
export function alertsOf(
  entries: readonly RecordEntry[],
  me: { readonly id: string; readonly deviceId: string },
  told: ReadonlySet<string>,
): Alert[] {
  const own = entries.findIndex(
    ({ kind, body }) => kind === 'device-enrolled' && body?.['device'] === me.deviceId,
  );
  const news = entries.slice(own + 1);
  const gone = new Set(
    news.flatMap(({ kind, body }) => {
      if (kind === 'device-removed') return [body?.['device']];
      return kind === 'member-removed' ? [body?.['member']] : [];
    }),
  );
  return news
    .flatMap((entry) => deviceAlert(entry, me) ?? ownerAlert(entry, news) ?? [])
    .filter(({ id, about, member }) => !told.has(id) && !gone.has(about) && member !== me.id);
}

function deviceAlert(
  { kind, body, hash, at }: RecordEntry,
  me: { readonly id: string; readonly deviceId: string },
): Alert | null {
  const device = body?.['device'];
  if (kind !== 'device-enrolled' || body?.['member'] !== me.id || typeof device !== 'string') return null;
  const isRecovery = body['kind'] === 'recovery';
  // A recovery code is made on the device that vouches for it. A link may have been opened by anybody.
  if (isRecovery && body['by'] === me.deviceId) return null;
  return { id: hash, kind: isRecovery ? 'recovery' : 'device', at, about: device, member: null };
}

function ownerAlert({ kind, body, hash, at }: RecordEntry, news: readonly RecordEntry[]): Alert | null {
  const invite = body?.['invite'];
  if (typeof invite !== 'string') return null;
  const by = (wanted: RecordEntry['kind']) =>
    news.some((entry) => entry.kind === wanted && entry.body?.['invite'] === invite);
  if (kind === 'owner-recovery')
    return by('member-joined') || by('invite-revoked')
      ? null
      : { id: hash, kind: 'owner-link', at, about: invite, member: null };
  const member = body?.['member'];
  if (kind !== 'member-joined' || typeof member !== 'string' || !by('owner-recovery')) return null;
  return { id: hash, kind: 'owner', at, about: member, member };
}
