import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { root } from '../../../../shared/doc/board-doc';
import { sha256OfJson } from '../../../../shared/domain/json';
import { SYNC } from '../../../../shared/sync/protocol';
import { keysInMemory, type RoundKeys } from '../../../../server/rounds/keys';
import type { Storage } from '../../../../server/storage/storage';
import { onDisk } from '../../../support/host/full-disk';
import { MEMBER } from '../../../support/host/host-room';
import { QUARTER, roundsWorld, SESSION, type RoundsWorld } from '../../../support/host/rounds';

let keys: RoundKeys;
let world: RoundsWorld;
const disk = { full: false };
beforeEach(async () => {
  keys = keysInMemory();
  world = await roundsWorld({ keys, wrap: (storage: Storage) => onDisk(storage, disk) });
});
afterEach(async () => {
  disk.full = false;
  await world.bare.close();
});

const SALES = ['ida', 'jonas', 'kim', 'lea', 'mia'];
const NOTES = { kind: 'notes', authors: 'shown' };
const HIDDEN = { kind: 'notes', authors: 'hidden' };
const VOTES = { kind: 'votes', votesEach: 2, perTarget: 2, on: [{ id: 'a', label: 'Messe' }, 'b'] };
const PULSE = { kind: 'pulse' };
const record = async () => (await world.bare.host.room(world.board)).record;
const wrongState = (reason: string) => ({ code: 'wrong-state', facts: { reason } });
const notAllowed = (reason: string) => ({ code: 'not-allowed', facts: { reason } });
const turn = (ms: number) => (world.bare.clock.time += ms);

/** A plan on the board that stands in the document. */
describe('a round', () => {
  it('[ROUND-6] shows what was chosen, one’s own entry, and nothing of anybody else’s', async () => {
    const id = await world.open('ida', { ...VOTES, title: 'Was zuerst?' });
    await world.enter('jonas', id, { picks: ['a', 'a'] });
    const view = await world.view('jonas', id);
    expect(view).toEqual({
      id,
      kind: 'votes',
      state: 'open',
      title: 'Was zuerst?',
      openedBy: 'ida',
      openedAt: '2027-01-04T00:00:00.000Z',
      votesEach: 2,
      perTarget: 2,
      on: [{ id: 'a', label: 'Messe' }, { id: 'b' }],
      own: { picks: ['a', 'a'] },
      answered: 0,
      who: [],
    });
    expect(await world.view('ida', id)).toEqual({ ...view, own: undefined });
    expect(await world.rounds.list(world.board)).toEqual([
      {
        id,
        kind: 'votes',
        state: 'open',
        title: 'Was zuerst?',
        openedBy: 'ida',
        openedAt: '2027-01-04T00:00:00.000Z',
      },
    ]);
  });

  it('[ROUND-2] holds of each person what was entered last', async () => {
    const id = await world.open('ida', NOTES);
    await world.enter('ida', id, { texts: ['eins', 'zwei'] });
    await world.enter('ida', id, { text: 'drei' });
    await world.enter('kim', id, { text: 'weg' });
    await world.enter('kim', id, { texts: [] });
    expect((await world.view('kim', id)).own).toBeUndefined();
    const { result, answers } = await world.close('ida', id);
    expect([result, answers]).toEqual([{ notes: [{ text: 'drei', by: 'ida' }] }, 1]);
    await expect(world.enter('ida', id, { picks: ['a'] })).rejects.toMatchObject({ code: 'malformed' });
  });

  it('[ROUND-7] counts hands that were shown in the room apart, for what it is about', async () => {
    const body = {
      kind: 'votes',
      votesEach: 2,
      on: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
    };
    const id = await world.open('ida', body);
    await world.enter('jonas', id, { picks: ['a'] });
    const closing = (hands: Record<string, number>) =>
      world.rounds.close(world.bare.caller('ida'), world.board, id, hands);
    await expect(closing({ c: 1 })).rejects.toMatchObject({ code: 'malformed' });
    expect(await closing({ b: 3 })).toMatchObject({
      answers: 1,
      result: { counts: { a: 1, b: 0 }, walkIns: {}, hands: { b: 3 } },
    });
    const notes = await world.open('ida', { kind: 'notes', authors: 'hidden' });
    await expect(
      world.rounds.close(world.bare.caller('ida'), world.board, notes, { b: 3 }),
    ).rejects.toMatchObject({ code: 'malformed' });
    expect((await world.view('ida', notes)).state).toBe('open');
  });

  it('[ROUND-3] takes latecomers until it is closed, by who may close it, whatever others do', async () => {
    const id = await world.open('ida', VOTES);
    await world.enter('jonas', id, { picks: ['b'] });
    await expect(world.close('jonas', id)).rejects.toMatchObject(notAllowed('not-round-opener'));
    await world.enter('kim', id, { picks: ['a'] });
    const view = await world.close(MEMBER.id, id);
    expect(view).toMatchObject({
      state: 'closed',
      answers: 2,
      result: { counts: { a: 1, b: 1 }, walkIns: {} },
    });
    expect(view).not.toHaveProperty('who');
    await expect(world.enter('lea', id, { picks: ['a'] })).rejects.toMatchObject(wrongState('round-closed'));
    await expect(world.close('ida', id)).rejects.toMatchObject(wrongState('round-closed'));
    expect((await record()).entries.filter(({ kind }) => kind === 'round-closed')).toHaveLength(1);
  });

  it('[ROUND-1] belongs to a workshop that there is, opened and closed by who leads it', async () => {
    await expect(world.open('ida', { ...VOTES, session: 'none' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(world.open(MEMBER.id, { ...VOTES, session: SESSION })).rejects.toMatchObject(
      notAllowed('not-facilitator'),
    );
    const id = await world.open('ida', { ...VOTES, session: SESSION });
    expect(await world.close('ida', id)).toMatchObject({ state: 'closed', session: SESSION });
    await expect(world.rounds.view(world.bare.caller('ida'), 'elsewhere', id)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('[ROUND-1] [ROUND-5] estimates a plan that is there and not yet launched', async () => {
    await expect(world.open('ida', { kind: 'estimate', plan: 'none' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await world.plan('plan');
    const id = await world.open('nina', { kind: 'estimate', plan: 'plan' });
    await expect(world.enter('nina', id, { enquiries: 9 })).rejects.toMatchObject(
      notAllowed('wrong-department'),
    );
    for (const [at, by] of SALES.slice(0, 4).entries())
      await world.enter(by, id, { enquiries: 40 - at * 10, ...(at < 2 ? { closings: at } : {}) });
    const { result } = await world.close('nina', id);
    expect(result).toEqual({ enquiries: [10, 20, 30, 40], closings: [0, 1], median: 25 });
    expect((await record()).entries.at(-1)?.body).toEqual({
      round: id,
      kind: 'estimate',
      plan: 'plan',
      result,
      answers: 4,
      by: 'nina',
    });
  });

  it('[ROUND-4] counts walk-ins apart, and lets them answer no pulse', async () => {
    const id = await world.open('ida', VOTES);
    await world.enter('walker', id, { picks: ['a', 'b'] });
    await world.enter('kim', id, { picks: ['b'] });
    expect((await world.close('ida', id)).result).toEqual({
      counts: { a: 0, b: 1 },
      walkIns: { a: 1, b: 1 },
    });
    const pulse = await world.open('ida', PULSE);
    await expect(world.enter('walker', pulse, { grade: 1 })).rejects.toMatchObject(notAllowed('walk-in'));
    await expect(world.open('walker', VOTES)).rejects.toMatchObject(notAllowed('walk-in'));
  });

  it('[ROUND-5] stands still on an archived board', async () => {
    const id = await world.open('ida', VOTES);
    const patch = (archived: boolean) =>
      world.bare.host.patchBoard(world.board, { archived }, MEMBER.id, true);
    await patch(true);
    for (const done of [
      world.open('ida', VOTES),
      world.enter('ida', id, { picks: ['a'] }),
      world.close('ida', id),
    ])
      await expect(done).rejects.toMatchObject(wrongState('board-archived'));
    await patch(false);
    expect(await world.close('ida', id)).toMatchObject({ state: 'closed', answers: 0 });
  });

  it('[ROUND-5] [ROUND-40] is no pulse where the board’s settings say so', async () => {
    const { host } = world.bare;
    const before = (await record()).entries.length;
    const patched = await host.patchBoard(
      world.board,
      { settings: { pulse: false, rhythmWeeks: 6 } },
      MEMBER.id,
      true,
    );
    expect(patched.settings).toEqual({ pulse: false, rhythmWeeks: 6 });
    expect((await record()).entries).toHaveLength(before);
    await expect(world.open('ida', PULSE)).rejects.toMatchObject(wrongState('pulse-off'));
    expect(await world.bare.storage.board(world.board)).toMatchObject(patched);
  });

  it('[ROUND-12] does not count what somebody entered who was removed since', async () => {
    const id = await world.open('ida', VOTES);
    await world.enter('jonas', id, { picks: ['a', 'a'] });
    await world.enter('kim', id, { picks: ['b'] });
    await world.bare.host.people.removeMember(world.bare.caller(MEMBER.id), 'jonas');
    await expect(world.enter('jonas', id, { picks: ['b'] })).rejects.toMatchObject(notAllowed('removed'));
    expect(await world.close('ida', id)).toMatchObject({ answers: 1, result: { counts: { a: 0, b: 1 } } });
  });

  it('[ROUND-20] tells those who may read the board, and nobody of entries', async () => {
    const { bare } = world;
    const [inside, onBoard] = [
      await bare.connect('kim', 'workspace'),
      await bare.connect('kim', `board:${world.board}`),
    ];
    const heard = () => [inside.heard.length, onBoard.heard.length];
    const id = await world.open('ida', HIDDEN);
    const afterOpening = heard();
    await world.enter('jonas', id, { text: 'geheim' });
    await world.view('jonas', id);
    expect(heard()).toEqual(afterOpening);
    await world.close('ida', id);
    const told = { what: 'rounds', board: world.board, round: id };
    expect(inside.changes).toEqual([told, told]);
    expect(onBoard.records).toHaveLength(1);
  });
});

describe('how many have answered', () => {
  it('[ROUND-21] is told as of the last full quarter of a minute, to who asks', async () => {
    const id = await world.open('ida', VOTES);
    const told = async () => {
      const { answered, who } = await world.view('mia', id);
      return [answered, who];
    };
    turn(4_000);
    await world.enter('kim', id, { picks: ['a'] });
    turn(10_999);
    expect(await told()).toEqual([0, []]);
    turn(1);
    expect(await told()).toEqual([1, ['kim']]);
    await world.enter('ida', id, { picks: ['a'] });
    await world.enter('kim', id, { picks: [] });
    expect(await told()).toEqual([1, ['kim']]);
    turn(QUARTER);
    expect(await told()).toEqual([1, ['ida']]);
  });

  it('[ROUND-21] is told by no clock that was set back', async () => {
    const id = await world.open('ida', VOTES);
    await world.enter('kim', id, { picks: ['a'] });
    turn(-10 * 60_000);
    expect((await world.view('mia', id)).answered).toBe(0);
    turn(QUARTER);
    expect((await world.view('mia', id)).answered).toBe(1);
  });

  it('[ROUND-21] is not told after a restart before the next quarter', async () => {
    const id = await world.open('ida', VOTES);
    await world.enter('kim', id, { picks: ['a'] });
    const again = world.again();
    expect(await again.view(world.bare.caller('kim'), world.board, id)).toMatchObject({
      own: { picks: ['a'] },
    });
    expect(await again.view(world.bare.caller('mia'), world.board, id)).not.toHaveProperty('answered');
    turn(QUARTER);
    expect(await again.view(world.bare.caller('mia'), world.board, id)).toMatchObject({
      answered: 1,
      who: ['kim'],
    });
  });

  it('[ROUND-21] names nobody where authors are hidden, and says nothing of a pulse', async () => {
    const [hidden, pulse] = [await world.open('ida', HIDDEN), await world.open('ida', PULSE)];
    await world.enter('kim', hidden, { text: 'geheim' });
    await world.enter('kim', pulse, { grade: 2 });
    turn(QUARTER);
    const notes = await world.view('mia', hidden);
    expect([notes.answered, 'who' in notes]).toEqual([1, false]);
    for (const by of ['mia', 'kim']) {
      const view = await world.view(by, pulse);
      expect(['answered', 'who', 'own', 'result'].filter((key) => key in view)).toEqual([]);
    }
  });
});

describe('a pulse', () => {
  it('[ROUND-22] is answered once a person, and changed by the receipt alone', async () => {
    const id = await world.open('ida', PULSE);
    const receipt = (await world.enter('ida', id, { grade: 4 })) ?? '';
    expect(receipt).toMatch(/^[\w-]{22}$/);
    expect(await world.enter('ida', id, { grade: 5, receipt })).toBeNull();
    const own = 'A'.repeat(22);
    await expect(world.enter('ida', id, { grade: 1 })).rejects.toMatchObject(wrongState('receipt-unknown'));
    await expect(world.enter('ida', id, { grade: 1, receipt: own })).rejects.toMatchObject(
      wrongState('receipt-unknown'),
    );
    await expect(world.enter('kim', id, { grade: 1, receipt })).rejects.toMatchObject(
      wrongState('receipt-unknown'),
    );
    expect(await world.enter('kim', id, { grade: 2, receipt: own })).toBe(own);
    // The answer was lost on its way: asked again, nothing happens twice.
    expect(await world.enter('kim', id, { grade: 2, receipt: own })).toBeNull();
    for (const by of ['jonas', 'lea', 'mia']) await world.enter(by, id, { grade: 2, sentence: `${by}!` });
    expect((await world.close('ida', id)).result).toEqual({
      answers: 5,
      mean: 2.6,
      spread: 1.2,
      sentences: ['jonas!', 'lea!', 'mia!'],
    });
  });

  it('[ROUND-11] of fewer than five answers is deleted unseen', async () => {
    const id = await world.open('ida', { ...PULSE, minAnswers: 1 });
    for (const by of SALES.slice(0, 4)) await world.enter(by, id, { grade: 1, sentence: 'unter uns' });
    const view = await world.close('ida', id);
    expect(view.result).toEqual({ answers: 'too-few' });
    expect(view).not.toHaveProperty('answers');
    expect(await world.bare.storage.roundEntries(id)).toEqual([]);
    expect(await world.bare.storage.roundTexts(id)).toEqual([]);
    expect((await record()).entries.at(-1)?.body).toEqual({
      round: id,
      kind: 'pulse',
      result: { answers: 'too-few' },
      by: 'ida',
    });
  });
});

describe('a closed round', () => {
  it('[ROUND-13] stands in the record without a word of anybody’s', async () => {
    const id = await world.open('ida', NOTES);
    await world.enter('ida', id, { texts: ['Streng geheim', 'Noch eins'] });
    await world.close('ida', id);
    const entry = (await record()).entries.at(-1);
    expect(entry).toMatchObject({ kind: 'round-closed', by: 'host' });
    expect(JSON.stringify(entry)).not.toMatch(/geheim|Noch/);
    const rows = saltedTexts(id);
    const digests = rows.map(({ digest, ...said }) => {
      expect(sha256OfJson(said)).toBe(digest);
      return digest;
    });
    expect(entry?.body?.['result']).toEqual({ notes: 2, digest: sha256OfJson(digests) });
    const { host } = world.bare;
    expect(await host.workspace.audit.faultOf(await record())).toBeNull();
  });

  it('[ROUND-14] loses the texts of a member who is removed, and their salts', async () => {
    const id = await world.open('ida', NOTES);
    await world.enter('jonas', id, { text: 'Von Jonas' });
    await world.enter('kim', id, { text: 'Von Kim' });
    await world.close('ida', id);
    await world.bare.host.people.removeMember(world.bare.caller(MEMBER.id), 'jonas');
    expect((await world.view('ida', id)).result).toEqual({ notes: [{ text: 'Von Kim', by: 'kim' }] });
    expect(await world.bare.storage.roundTexts(id)).toEqual([null, { text: 'Von Kim', by: 'kim' }]);
  });

  it('[ROUND-15] puts its notes on the wall, by the host and as everybody’s', async () => {
    const { bare, board } = world;
    const socket = await bare.connect('mia', `board:${board}`);
    socket.sendSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()));
    for (const texts of [['b', 'a'], ['later']]) {
      const id = await world.open('ida', NOTES);
      await world.enter('ida', id, { texts });
      await world.close('ida', id);
    }
    const { document } = await bare.host.room(board);
    const wall = [...root(document.doc, 'notes').values()].map((note) => (note as Y.Map<unknown>).toJSON());
    expect(new Map(wall.map(({ text, place }) => [text, place]))).toEqual(
      new Map([
        ['a', 'w 0 0'],
        ['b', 'w 240 0'],
        ['later', 'w 0 180'],
      ]),
    );
    expect(new Set(document.owners.values())).toEqual(new Set(['host']));
    const heard = new Y.Doc();
    for (const update of socket.updates) Y.applyUpdate(heard, update);
    expect(heard.getMap('notes').size).toBe(3);
    const { updates } = await bare.storage.document(board);
    const kept = new Y.Doc();
    for (const update of updates) Y.applyUpdate(kept, update);
    expect(kept.getMap('notes').toJSON()).toEqual(document.doc.getMap('notes').toJSON());
    expect((await bare.storage.document(board)).owners.size).toBe(2);
  });

  it('[ROUND-32] is none while the host can write nothing', async () => {
    const id = await world.open('ida', VOTES);
    disk.full = true;
    for (const done of [
      () => world.open('ida', VOTES),
      () => world.enter('ida', id, { picks: ['a'] }),
      () => world.close('ida', id),
    ])
      await expect(done()).rejects.toMatchObject({ code: 'read-only' });
    expect(keys.rounds()).toEqual([id]);
    disk.full = false;
    await world.bare.host.tick();
    await world.enter('ida', id, { picks: ['b'] });
    expect(await world.close('ida', id)).toMatchObject({ answers: 1 });
  });
});

interface Salted extends Readonly<Record<string, string>> {
  readonly digest: string;
}

function saltedTexts(round: string): Salted[] {
  const db = new Database(`${world.bare.directory}/handschlag.db`);
  try {
    const rows = db.prepare('SELECT * FROM round_texts WHERE round = ? ORDER BY place').all([round]);
    return (rows as Record<string, string>[]).map(({ digest = '', salt = '', text = '', author = '' }) => ({
      digest,
      salt,
      text,
      by: author,
    }));
  } finally {
    db.close();
  }
}
