import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Overwrites, type Overwritten } from '../../../../renderer/client/board/undo/overwritten';
import { Steps } from '../../../../renderer/client/board/undo/steps';
import { volatileStore } from '../../../../renderer/client/device/local-store';
import { addAgendaItem, setAgendaField } from '../../../../shared/doc/agenda';
import { openBoardDoc, readPlan } from '../../../../shared/doc/board-doc';
import {
  addThread,
  createPlan,
  deleteComment,
  deletePlan,
  editComment,
  setField,
} from '../../../../shared/doc/commands';
import { readThreads } from '../../../../shared/doc/threads';
import type { Json } from '../../../../shared/domain/json';
import { exchange, PLAN } from '../../doc/support';

let ids = 0;

/** One person's window on a board; the host says whose client IDs are as soon as it is asked. */
function desk(name: string, clientID: number, { store = volatileStore(), unsent = false } = {}) {
  const doc = openBoardDoc(new Y.Doc());
  doc.clientID = clientID;
  let owners: Readonly<Record<number, string>> = {};
  const overwrites = new Overwrites({
    doc,
    store,
    name: 'copy',
    random: (length) => Uint8Array.from({ length }, () => ids++ % 256),
    changed: () => undefined,
    owner: (client) => owners[client],
    me: () => name,
    isUnsent: () => unsent,
    wasSeen: () => true,
    planOf: (planId) => standing.get(planId),
  });
  const standing = new Map<string, NonNullable<ReturnType<typeof readPlan>>>();
  const look = () => {
    const plan = readPlan(doc, PLAN);
    if (plan) standing.set(PLAN, plan);
  };
  doc.on('afterTransaction', look);
  // Undo keeps what was written over, and with it what both had before their eyes.
  const steps = new Steps({ doc, changed: () => undefined, refused: () => undefined });
  const know = (known: Readonly<Record<number, string>>) => {
    owners = known;
    overwrites.ownersKnown();
  };
  return { doc, overwrites, steps, know };
}

const lostTexts = (list: readonly Overwritten[]) => list.map((each) => ('mine' in each ? each.mine : null));
const goalOf = (doc: Y.Doc): Json | undefined => readPlan(doc, PLAN)?.['goal'];

function pair() {
  const [anna, ben] = [desk('anna', 1), desk('ben', 2)];
  createPlan(anna.doc, { id: PLAN, kind: 'campaign', ownerId: 'anna', fields: { goal: 'Mehr Anfragen' } });
  exchange(anna.doc, ben.doc);
  return [anna, ben] as const;
}

describe('[CLIENT-72] what somebody wrote over without knowing of it', () => {
  it('is kept by the one who lost, with what both had seen; the other one is told nothing', () => {
    const [anna, ben] = pair();
    setField(anna.doc, PLAN, 'goal', 'Weniger Anfragen');
    setField(ben.doc, PLAN, 'goal', 'Mehr Käufe');
    exchange(anna.doc, ben.doc);
    const stands = goalOf(anna.doc);
    const [loser, lost] = stands === 'Mehr Käufe' ? [anna, 'Weniger Anfragen'] : [ben, 'Mehr Käufe'];
    expect(loser.overwrites.list).toMatchObject([
      { planId: PLAN, field: 'goal', mine: lost, theirs: stands, base: 'Mehr Anfragen' },
    ]);
    expect([...anna.overwrites.list, ...ben.overwrites.list]).toHaveLength(1);
  });

  it('is kept of an item’s title as well', () => {
    const [anna, ben] = pair();
    addAgendaItem(anna.doc, { id: 'item', session: 's', kind: 'topic', title: 'Preise', minutes: 5 });
    exchange(anna.doc, ben.doc);
    setAgendaField(anna.doc, 'item', 'title', 'Rabatte');
    setAgendaField(ben.doc, 'item', 'title', 'Listenpreise');
    exchange(anna.doc, ben.doc);
    const kept = [...anna.overwrites.list, ...ben.overwrites.list];
    expect(kept).toMatchObject([{ root: 'agenda', lineId: 'item', field: 'title', base: 'Preise' }]);
  });

  it('is nothing where the other one had seen it', () => {
    const [anna, ben] = pair();
    setField(anna.doc, PLAN, 'goal', 'Weniger Anfragen');
    exchange(anna.doc, ben.doc);
    setField(ben.doc, PLAN, 'goal', 'Mehr Käufe');
    setField(ben.doc, PLAN, 'goal', 'Viel mehr Käufe');
    exchange(anna.doc, ben.doc);
    expect([...anna.overwrites.list, ...ben.overwrites.list]).toEqual([]);
  });

  it('is one’s own also after a restart, as soon as the host says whose it was', () => {
    const [anna, ben] = pair();
    setField(anna.doc, PLAN, 'goal', 'Von Anna');
    const again = desk('anna', 3);
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(anna.doc));
    setField(ben.doc, PLAN, 'goal', 'Von Ben');
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(ben.doc));
    expect(again.overwrites.list).toEqual([]);
    again.know({ 1: 'anna', 2: 'ben' });
    expect(lostTexts(again.overwrites.list)).toEqual(goalOf(again.doc) === 'Von Ben' ? ['Von Anna'] : []);
    const stranger = desk('carla', 4);
    Y.applyUpdate(stranger.doc, Y.encodeStateAsUpdate(anna.doc));
    Y.applyUpdate(stranger.doc, Y.encodeStateAsUpdate(ben.doc));
    stranger.know({ 1: 'anna', 2: 'ben' });
    expect(stranger.overwrites.list).toEqual([]);
  });

  it('is a plan as a whole that was deleted before what one wrote in it was saved', () => {
    const [, ben] = pair();
    const anna = desk('anna', 5, { unsent: true });
    Y.applyUpdate(anna.doc, Y.encodeStateAsUpdate(ben.doc));
    setField(anna.doc, PLAN, 'goal', 'Offline geschrieben');
    deletePlan(ben.doc, PLAN);
    Y.applyUpdate(anna.doc, Y.encodeStateAsUpdate(ben.doc));
    expect(anna.overwrites.list).toMatchObject([
      { planId: PLAN, field: null, plan: { goal: 'Offline geschrieben' } },
    ]);
  });

  describe('of a comment that its author changes on two devices', () => {
    const COMMENT = { id: 'c', text: 'Bis Freitag', at: '2026-11-01T08:00:00.000Z', mentions: [] };
    const devices = ({ unsent = false } = {}) => {
      const [laptop, phone] = [desk('anna', 1, { unsent }), desk('anna', 2, { unsent })];
      createPlan(laptop.doc, { id: PLAN, kind: 'campaign', ownerId: 'anna' });
      addThread(laptop.doc, { id: 't', plan: PLAN }, COMMENT);
      exchange(laptop.doc, phone.doc);
      return [laptop, phone] as const;
    };
    const said = (doc: Y.Doc) => readThreads(doc)[0]?.comments[0]?.text;

    it('is kept by the device that lost', () => {
      const [laptop, phone] = devices();
      editComment(laptop.doc, 't', 'c', { text: 'Bis Montag', mentions: [] });
      editComment(phone.doc, 't', 'c', { text: 'Bis Freitag um zwölf', mentions: [] });
      exchange(laptop.doc, phone.doc);
      const stands = said(laptop.doc);
      const [loser, lost] =
        stands === 'Bis Montag' ? [phone, 'Bis Freitag um zwölf'] : [laptop, 'Bis Montag'];
      const about = { planId: PLAN, threadId: 't', commentId: 'c', base: 'Bis Freitag' };
      expect(loser.overwrites.list).toMatchObject([{ ...about, mine: lost, theirs: stands }]);
      expect([...laptop.overwrites.list, ...phone.overwrites.list]).toHaveLength(1);
    });

    it('is kept where it was deleted on the other one before it was saved', () => {
      const [laptop, phone] = devices({ unsent: true });
      editComment(phone.doc, 't', 'c', { text: 'Bis Freitag um zwölf', mentions: [] });
      deleteComment(laptop.doc, 't', 'c');
      exchange(laptop.doc, phone.doc);
      expect(laptop.overwrites.list).toEqual([]);
      expect(phone.overwrites.list).toMatchObject([
        { commentId: 'c', mine: 'Bis Freitag um zwölf', theirs: null },
      ]);
    });

    it('is nothing where the other one had seen it', () => {
      const [laptop, phone] = devices();
      editComment(laptop.doc, 't', 'c', { text: 'Bis Montag', mentions: [] });
      exchange(laptop.doc, phone.doc);
      editComment(phone.doc, 't', 'c', { text: 'Bis Dienstag', mentions: [] });
      exchange(laptop.doc, phone.doc);
      deleteComment(phone.doc, 't', 'c');
      exchange(laptop.doc, phone.doc);
      expect([...laptop.overwrites.list, ...phone.overwrites.list]).toEqual([]);
    });
  });

  it('survives a restart, until one has chosen', async () => {
    const store = volatileStore();
    const before = desk('anna', 1, { store });
    createPlan(before.doc, { id: PLAN, kind: 'campaign', ownerId: 'anna' });
    before.overwrites.offer({ root: 'plans', id: PLAN, part: 'goal' }, 'Aufgehoben');
    const after = desk('anna', 2, { store });
    await after.overwrites.load();
    expect(lostTexts(after.overwrites.list)).toEqual(['Aufgehoben']);
    after.overwrites.settle(after.overwrites.list[0]?.id ?? '');
    const later = desk('anna', 3, { store });
    await later.overwrites.load();
    expect(later.overwrites.list).toEqual([]);
  });

  it('is never neither on the board nor kept, whoever writes what while apart', () => {
    const write = fc.record({
      who: fc.nat(1),
      field: fc.constantFrom('title', 'goal', 'start' as const),
      meet: fc.boolean(),
    });
    let texts = 0;
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (writes) => {
        const desks = pair();
        const last = [new Map<string, string>(), new Map<string, string>()];
        for (const { who, field, meet } of writes) {
          const text = `t${texts++}`;
          setField(desks[who]?.doc ?? desks[0].doc, PLAN, field, text);
          last[who]?.set(field, text);
          if (!meet) continue;
          const apart = [...last];
          exchange(desks[0].doc, desks[1].doc);
          apart.forEach((own, index) => {
            for (const [at, wrote] of own) {
              const stands = readPlan(desks[0].doc, PLAN)?.[at] === wrote;
              const kept = lostTexts(desks[index]?.overwrites.list ?? []).includes(wrote);
              expect(stands || kept).toBe(true);
            }
            own.clear();
          });
        }
      }),
      { numRuns: 100 },
    );
  });
});
