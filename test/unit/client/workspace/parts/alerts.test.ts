import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../shared/domain/json';
import type { EntryKind, RecordEntry } from '../../../../../shared/domain/record';
import { alertsOf } from '../../../../../renderer/client/workspace/parts/alerts';

const ME = { id: 'max', deviceId: 'laptop' };

function record(...entries: readonly [EntryKind, JsonObject][]): RecordEntry[] {
  return entries.map(([kind, body], index) => ({
    seq: index + 1,
    prev: '',
    at: '2027-01-04T09:00:00.000Z',
    kind,
    board: 'workspace',
    by: 'host',
    device: 'host',
    body,
    hash: `h${index + 1}`,
  }));
}

const laptop: [EntryKind, JsonObject] = ['device-enrolled', { member: 'max', device: 'laptop', by: 'host' }];
const phone: [EntryKind, JsonObject] = ['device-enrolled', { member: 'max', device: 'phone', by: 'laptop' }];
const code = (by: string): [EntryKind, JsonObject] => [
  'device-enrolled',
  { member: 'max', device: 'code', by, kind: 'recovery' },
];
const link: [EntryKind, JsonObject] = ['owner-recovery', { invite: 'i' }];
const newOwner: [EntryKind, JsonObject] = ['member-joined', { member: 'vera', role: 'owner', invite: 'i' }];
const seen = (entries: RecordEntry[], told: string[] = []) =>
  alertsOf(entries, ME, new Set(told)).map(({ id, kind }) => [id, kind]);

describe('[PEOPLE-11] a device tells its member', () => {
  it('of a further device of his, also one by a link made here, until it is acknowledged or removed', () => {
    const entries = record(laptop, phone);
    expect(seen(entries)).toEqual([['h2', 'device']]);
    expect(seen(entries, ['h2'])).toEqual([]);
    expect(seen(record(laptop, phone, ['device-removed', { device: 'phone' }]))).toEqual([]);
  });

  it('of a recovery code, but not of one that was made here', () => {
    expect(seen(record(laptop, code('laptop')))).toEqual([]);
    expect(seen(record(laptop, code('phone')))).toEqual([['h2', 'recovery']]);
  });

  it('of nothing before it came, and of nobody else’s devices', () => {
    expect(seen(record(phone, link, newOwner, laptop))).toEqual([]);
    const others = ['device-enrolled', { member: 'vera', device: 'tablet', by: 'x' }] as const;
    expect(seen(record(laptop, [...others]))).toEqual([]);
  });

  it('of a link for a new owner made on the host’s machine, and then of who used it', () => {
    expect(seen(record(laptop, link))).toEqual([['h2', 'owner-link']]);
    // That there was a link was acknowledged; that somebody used it was not.
    expect(seen(record(laptop, link, newOwner), ['h2'])).toEqual([['h3', 'owner']]);
    expect(seen(record(laptop, link, newOwner, ['member-removed', { member: 'vera' }]))).toEqual([]);
    expect(seen(record(laptop, link, ['invite-revoked', { invite: 'i' }]))).toEqual([]);
    expect(seen(record(laptop, newOwner))).toEqual([]);
  });
});
