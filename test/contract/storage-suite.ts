import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, GENESIS, type RecordEntry } from '../../shared/domain/record';
import type { Storage, StoredInvite, StoredMember } from '../../server/storage/storage';

/** How a suite opens one storage; `reopen` is what a restart finds. */
export interface StorageUnderTest {
  open(): Promise<Storage>;
  cleanUp(): Promise<void>;
}

export const MEMBER: StoredMember = {
  id: 'm1',
  name: 'Maren',
  department: 'marketing',
  role: 'owner',
  approver: false,
  active: true,
  boards: null,
};

function entry(seq: number, prev: string): RecordEntry {
  const hash = String(seq).padStart(64, 'a');
  return {
    seq,
    prev,
    at: '2027-01-01T00:00:00.000Z',
    kind: 'archived',
    board: 'b',
    by: 'host',
    device: 'host',
    hash,
  };
}

function invite(hash: string, usesLeft: number): StoredInvite {
  return {
    hash,
    id: `id-of-${hash}`,
    kind: 'invite',
    role: 'member',
    department: 'sales',
    approver: true,
    boards: ['b'],
    member: null,
    by: 'd1',
    vouched: null,
    usesLeft,
    revoked: false,
    expiresAt: 1_800_000_000_000,
  };
}

function edits(count: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let at = 0; at < count; at++) doc.getMap('plans').set(`key${at % 7}`, at);
  return { doc, updates };
}

/** What every storage has to do; one call for each kind there is. */
export function storageSuite(name: string, make: () => Promise<StorageUnderTest>): void {
  describe(`storage: ${name}`, () => {
    let under: StorageUnderTest;
    let storage: Storage;
    beforeEach(async () => {
      under = await make();
      storage = await under.open();
    });
    afterEach(async () => {
      await storage.close();
      await under.cleanUp();
    });
    const reopen = async () => {
      await storage.close();
      storage = await under.open();
    };

    it('[STORAGE-1] is empty at first', async () => {
      expect(await storage.workspace()).toBeNull();
      expect(await storage.members()).toEqual([]);
      expect(await storage.entries('b', 0)).toEqual([]);
      expect(await storage.document('b')).toEqual({ updates: [], version: 0, owners: new Map() });
    });

    it('[STORAGE-2] [WAIT-3] keeps which plans of a board moved on since they were submitted', async () => {
      const moved = (plan: string, seq: number | null) => ({ movedOn: [{ board: 'b', plan, seq }] });
      for (const change of [moved('p', 3), moved('q', 4), moved('p', 7), moved('q', null), moved('r', null)])
        await storage.write(change);
      await reopen();
      expect(await storage.movedOn('b')).toEqual(new Map([['p', 7]]));
      expect(await storage.movedOn('c')).toEqual(new Map());
    });

    it('[STORAGE-2] keeps everything over a restart', async () => {
      const device = {
        id: 'd1',
        member: 'm1',
        publicKey: 'k',
        tokenHash: 't',
        active: true,
        kind: 'device',
      } as const;
      const board = {
        id: 'b',
        title: 'Wärmepumpe',
        policy: DEFAULT_POLICY,
        settings: { pulse: true },
        archived: false,
        createdAt: 'now',
      };
      const workspace = { epoch: 'e', company: 'Brenner', hostSeed: 's' };
      const { updates } = edits(3);
      await storage.write({
        workspace,
        members: [MEMBER, { ...MEMBER, id: 'm2', boards: ['b'] }],
        devices: [device],
        boards: [board],
        invites: [invite('h', 2)],
        append: [{ board: 'b', after: { seq: 0, hash: GENESIS }, entries: [entry(1, GENESIS)] }],
        updates: updates.map((update) => ({ board: 'b', update })),
        owners: [{ board: 'b', client: 4_294_967_295, member: 'm1' }],
      });
      await reopen();
      expect(await storage.workspace()).toEqual(workspace);
      expect(await storage.members()).toEqual([MEMBER, { ...MEMBER, id: 'm2', boards: ['b'] }]);
      expect(await storage.member('m1')).toEqual(MEMBER);
      expect(await storage.deviceByToken('t')).toEqual(device);
      expect(await storage.deviceByKey('k')).toEqual(device);
      expect(await storage.board('b')).toEqual(board);
      expect(await storage.invite('h')).toEqual(invite('h', 2));
      expect(await storage.entries('b', 0)).toEqual([entry(1, GENESIS)]);
      const document = await storage.document('b');
      expect(document.updates).toEqual(updates);
      expect(document.owners).toEqual(new Map([[4_294_967_295, 'm1']]));
    });

    it('[STORAGE-3] appends to a record only after its head, and then the rest of the batch neither', async () => {
      const first = entry(1, GENESIS);
      const after = { seq: 0, hash: GENESIS };
      expect(await storage.write({ append: [{ board: 'b', after, entries: [first] }] })).toBe('written');
      const late = { append: [{ board: 'b', after, entries: [first] }], members: [MEMBER] };
      expect(await storage.write(late)).toBe('head-moved');
      expect(await storage.members()).toEqual([]);
      const wrong = { seq: 1, hash: GENESIS };
      expect(
        await storage.write({ append: [{ board: 'b', after: wrong, entries: [entry(2, GENESIS)] }] }),
      ).toBe('head-moved');
      const head = { seq: 1, hash: first.hash };
      expect([await storage.recordHead('b'), await storage.recordHead('other')]).toEqual([head, after]);
      expect(
        await storage.write({ append: [{ board: 'b', after: head, entries: [entry(2, first.hash)] }] }),
      ).toBe('written');
      expect((await storage.entries('b', 1)).map(({ seq }) => seq)).toEqual([2]);
      expect(await storage.entries('other', 0)).toEqual([]);
    });

    it('[STORAGE-4] lets one of many writers append', async () => {
      const append = [{ board: 'b', after: { seq: 0, hash: GENESIS }, entries: [entry(1, GENESIS)] }];
      const answers = await Promise.all(Array.from({ length: 10 }, () => storage.write({ append })));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'head-moved')).toHaveLength(9);
    });

    it('[HTTP-13] keeps what a device signed for a link, and takes it for one link only', async () => {
      const statement = { v: 1, kind: 'device-link', member: 'm1', head: GENESIS, nonce: 'n' } as const;
      const link = { ...invite('h', 1), vouched: { statement, device: 'd1', sig: 's' } };
      expect(await storage.write({ invites: [link] })).toBe('written');
      await reopen();
      expect(await storage.invite('h')).toEqual(link);
      expect(
        await storage.write({ invites: [{ ...link, hash: 'i', id: 'id-of-i' }], members: [MEMBER] }),
      ).toBe('replayed');
      expect([await storage.invite('i'), await storage.members()]).toEqual([null, []]);
      const other = { ...link, hash: 'i', id: 'id-of-i', vouched: { ...link.vouched, device: 'd2' } };
      expect(await storage.write({ invites: [other] })).toBe('written');
    });

    it('[HTTP-14] uses up the links of one member alone', async () => {
      const device = {
        id: 'd1',
        member: 'm1',
        publicKey: 'k',
        tokenHash: 't',
        active: true,
        kind: 'device',
      } as const;
      const other = { ...invite('i', 2), by: 'd2' };
      await storage.write({ devices: [device], invites: [invite('h', 2), other] });
      await storage.write({ spendInvitesOf: 'm1' });
      expect([await storage.invite('h'), await storage.invite('i')]).toEqual([
        { ...invite('h', 2), revoked: true },
        other,
      ]);
      expect(await storage.write({ redeem: 'h' })).toBe('invite-spent');
    });

    it('[PEOPLE-4] keeps when devices were heard of, the latest of each, and lists devices and invites', async () => {
      const device = {
        id: 'd1',
        member: 'm1',
        publicKey: 'k',
        tokenHash: 't',
        active: true,
        kind: 'recovery',
      } as const;
      await storage.write({ devices: [device], invites: [invite('h', 2), invite('i', 1)] });
      await storage.write({ seen: [{ device: 'd1', at: 1_800_000_000_000 }] });
      await storage.write({ seen: [{ device: 'd1', at: 1_700_000_000_000 }], revokeInvite: 'id-of-i' });
      await reopen();
      expect(await storage.seen()).toEqual(new Map([['d1', 1_800_000_000_000]]));
      expect(await storage.devices()).toEqual([device]);
      expect(await storage.invites()).toEqual([invite('h', 2), { ...invite('i', 1), revoked: true }]);
      expect(await storage.write({ redeem: 'i' })).toBe('invite-spent');
    });

    it('[STORAGE-5] uses an invite up, and drops all of a kind', async () => {
      await storage.write({ invites: [invite('h', 1), { ...invite('o', 1), kind: 'owner' }] });
      expect(await storage.write({ redeem: 'h', members: [MEMBER] })).toBe('written');
      expect(await storage.write({ redeem: 'h', members: [{ ...MEMBER, id: 'm2' }] })).toBe('invite-spent');
      expect(await storage.write({ redeem: 'none' })).toBe('invite-spent');
      const device = {
        id: 'd2',
        member: 'm1',
        publicKey: 'k',
        tokenHash: 't',
        active: true,
        kind: 'device',
      } as const;
      await storage.write({ invites: [invite('again', 1)] });
      await storage.write({ redeem: 'again', devices: [device] });
      expect([await storage.inviteOf('d2'), await storage.inviteOf('d1')]).toEqual(['again', null]);
      expect((await storage.members()).map(({ id }) => id)).toEqual(['m1']);
      await storage.write({ dropInvites: 'owner', invites: [{ ...invite('p', 1), kind: 'owner' }] });
      expect(await storage.invite('o')).toBeNull();
      expect(await storage.invite('p')).not.toBeNull();
    });

    it('[STORAGE-6] changes members and boards in their place', async () => {
      await storage.write({ members: [MEMBER, { ...MEMBER, id: 'm2' }] });
      await storage.write({ members: [{ ...MEMBER, active: false, name: 'M.' }] });
      expect((await storage.members()).map(({ id, active, name }) => [id, active, name])).toEqual([
        ['m1', false, 'M.'],
        ['m2', true, 'Maren'],
      ]);
    });

    it('[STORAGE-7] keeps a client ID with whom it belongs to', async () => {
      await storage.write({ owners: [{ board: 'b', client: 1, member: 'm1' }] });
      await storage.write({
        owners: [
          { board: 'b', client: 1, member: 'm2' },
          { board: 'c', client: 1, member: 'm2' },
        ],
      });
      expect((await storage.document('b')).owners.get(1)).toBe('m1');
      expect((await storage.document('c')).owners.get(1)).toBe('m2');
    });

    it('[STORAGE-12] takes entries of an open round alone, and ends it once, or nothing of the batch', async () => {
      const entry = (slot: string, sealed: Uint8Array | null) => ({ round: 'r', slot, sealed });
      const edit = { updates: [{ board: 'b', update: new Uint8Array(2) }] };
      expect(await storage.write({ ...edit, roundEntries: [entry('a', new Uint8Array(3))] })).toBe(
        'round-closed',
      );
      await storage.write({ openRounds: ['r', 'other'] });
      const written = { roundEntries: [entry('b', new Uint8Array(3)), entry('a', new Uint8Array(4))] };
      expect(await storage.write(written)).toBe('written');
      await storage.write({ roundEntries: [{ ...entry('b', null), answered: 'who' }] });
      await reopen();
      expect(await storage.roundEntries('r')).toEqual([{ slot: 'a', sealed: new Uint8Array(4) }]);
      expect([await storage.hasAnswered('r', 'who'), await storage.hasAnswered('other', 'who')]).toEqual([
        true,
        false,
      ]);
      expect(await storage.write({ endRounds: ['r'] })).toBe('written');
      expect(await storage.write({ ...edit, endRounds: ['r'] })).toBe('round-closed');
      expect([await storage.roundEntries('r'), await storage.openRounds()]).toEqual([[], ['other']]);
      expect((await storage.document('b')).updates).toEqual([]);
    });

    it('[STORAGE-2] [SESSION-1] keeps workshops with all that belongs to them', async () => {
      const session = { id: 's', board: 'b', state: 'open', startedAt: 1_800_000_000_000 } as const;
      const row = { rev: 1, cmd: 'c', by: 'm1', at: 5, head: 3, command: { type: 'start' } } as const;
      const came = { session: 's', member: 'm1', what: 'came', at: 6 } as const;
      const touched = { session: 's', rev: 1, kind: 'plan', id: 'p' } as const;
      const minutes = { session: 's', rev: 1, digest: 'd', text: '{}' };
      await storage.write({
        sessions: [session, { ...session, id: 'elsewhere', board: 'c' }],
        commands: [{ session: 's', after: 0, commands: [row] }],
        attendance: [came],
        touched: [touched, touched],
        minutes: [minutes],
        sessionsAlive: [{ session: 's', at: 7 }],
        members: [{ ...MEMBER, id: 'eva', walkIn: true, session: 's' }],
        invites: [{ ...invite('w', 5), kind: 'walk-in', session: 's' }],
      });
      await storage.write({
        extendInvite: { hash: 'w', expiresAt: 1_900_000_000_000 },
        minutes: [{ ...minutes, rev: 2 }],
      });
      await reopen();
      expect(await storage.sessions('b')).toEqual([session]);
      expect((await storage.sessions()).map(({ id }) => id)).toEqual(['s', 'elsewhere']);
      expect([await storage.session('s'), await storage.session('none')]).toEqual([session, null]);
      expect(await storage.sessionCommands('s')).toEqual([row]);
      expect(await storage.attendance('s')).toEqual([came]);
      expect(await storage.touched('s')).toEqual([touched]);
      expect(await storage.minutes('s')).toEqual({ ...minutes, rev: 2 });
      expect(await storage.sessionAlive('s')).toBe(7);
      expect(await storage.member('eva')).toMatchObject({ walkIn: true, session: 's' });
      expect(await storage.invite('w')).toMatchObject({
        kind: 'walk-in',
        session: 's',
        expiresAt: 1_900_000_000_000,
      });
    });

    it('[SESSION-2] [SESSION-5] continues a workshop only where it is, opens one of a board, and else writes nothing', async () => {
      const open = (id: string) => ({ id, board: 'b', state: 'open', startedAt: 1 }) as const;
      const row = (rev: number) =>
        ({ rev, cmd: `c${rev}`, by: 'm1', at: 5, head: 0, command: { type: 'gather' } }) as const;
      const one = { sessions: [open('s')], commands: [{ session: 's', after: 0, commands: [row(1)] }] };
      expect(await storage.write(one)).toBe('written');
      const late = { commands: [{ session: 's', after: 0, commands: [row(1)] }], attendance: [] };
      expect(await storage.write({ ...late, members: [MEMBER] })).toBe('session-moved');
      expect(await storage.write({ sessions: [open('other')], members: [MEMBER] })).toBe('session-open');
      expect(await storage.members()).toEqual([]);
      expect(await storage.write({ sessions: [{ ...open('s'), state: 'closed' }, open('other')] })).toBe(
        'written',
      );
    });

    it('[STORAGE-8] compacts a log without losing what comes meanwhile', async () => {
      const { doc, updates } = edits(200);
      const write = (some: Uint8Array[]) =>
        storage.write({ updates: some.map((update) => ({ board: 'b', update })) });
      await write(updates.slice(0, 150));
      const { version, updates: stored } = await storage.document('b');
      const copy = new Y.Doc();
      for (const update of stored) Y.applyUpdate(copy, update);
      await write(updates.slice(150));
      const last = await storage.documentVersion('b');
      expect(last).toBeGreaterThan(version);
      await storage.compact('b', version, Y.encodeStateAsUpdateV2(copy));
      await reopen();
      const after = await storage.document('b');
      expect(after.updates).toHaveLength(51);
      expect([await storage.documentVersion('b'), await storage.documentVersion('other')]).toEqual([last, 0]);
      const read = new Y.Doc();
      for (const update of after.updates) Y.applyUpdate(read, update);
      expect(read.getMap('plans').toJSON()).toEqual(doc.getMap('plans').toJSON());
    });
  });
}
