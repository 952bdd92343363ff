import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { briefOf, openBoardDoc, root } from '../../shared/doc/board-doc';
import { createPlan, deletePlan, movePlan, setField, setSet, ORIGIN } from '../../shared/doc/commands';
import { pick } from '../support/dice';
import { KnownDoc } from '../support/clients/known-doc';

const PEOPLE = 3;
const PLANS = ['a', 'b'] as const;
const CHANNELS = ['Messe', 'Post', 'Radio'] as const;

const step = fc.record({
  do: fc.constantFrom(
    'create',
    'type',
    'type',
    'field',
    'set',
    'move',
    'delete',
    'paragraph',
    'words',
    'words',
    'cut',
    'mark',
    'heading',
    'heading',
    'undo',
    'undo',
    'redo',
    'say',
    'say',
    'come back',
  ),
  who: fc.nat(PEOPLE - 1),
  plan: fc.constantFrom(...PLANS),
  a: fc.nat(20),
  b: fc.nat(20),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Somebody's app: his document, what he can undo, and what he has yet to send. */
class App {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly undo: Y.UndoManager;
  unsent: Uint8Array[] = [];

  constructor(captureTimeout: number) {
    this.undo = new Y.UndoManager([root(this.doc, 'plans'), root(this.doc, 'threads')], {
      trackedOrigins: new Set([ORIGIN.local]),
      captureTimeout,
      ignoreRemoteMapChanges: false,
    });
    this.doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, { local }: Y.Transaction) => {
      if (local) this.unsent.push(update);
    });
  }
}

it('[GATE-36] what an app makes by any command, by typing and by undoing is taken, at once or after days away', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 80, size: 'max' }),
      fc.constantFrom(0, 10_000),
      (steps, captureTimeout) => {
        const host = new KnownDoc();
        const apps = Array.from({ length: PEOPLE }, () => new App(captureTimeout));
        for (const each of steps) act(host, apps, each);
        for (const round of [1, 2]) apps.forEach((_app, who) => comeBack(host, apps, who, `round ${round}`));
        for (const { doc } of apps)
          expect(root(doc, 'plans').toJSON()).toEqual(root(host.doc, 'plans').toJSON());
      },
    ),
    { numRuns: 300 },
  );
});

function act(host: KnownDoc, apps: readonly App[], { do: kind, who, plan, a, b }: Step): void {
  const app = apps[who];
  if (!app) return;
  const { doc, undo } = app;
  switch (kind) {
    case 'undo':
    case 'redo':
      return void undo[kind]();
    case 'say':
      return say(host, apps, who);
    case 'come back':
      return comeBack(host, apps, who, kind);
    case 'create':
      return root(doc, 'plans').has(plan)
        ? undefined
        : createPlan(doc, { id: plan, kind: 'campaign', ownerId: 'o' });
    default:
  }
  if (!root(doc, 'plans').has(plan)) return;
  switch (kind) {
    case 'type':
      for (let keys = 1; keys <= 2 + (b % 6); keys++) setField(doc, plan, 'goal', 'ty'.repeat(keys));
      return;
    case 'field':
      return setField(
        doc,
        plan,
        pick(['goal', 'audience', 'budgetMinor'] as const, a) ?? 'goal',
        b % 4 ? b : null,
      );
    case 'set':
      return setSet(
        doc,
        plan,
        'channels',
        CHANNELS.filter((_each, at) => (b >> at) % 2 === 1),
      );
    case 'move':
      return movePlan(doc, plan, null, null);
    case 'delete':
      return a % 4 === 0 ? deletePlan(doc, plan) : undefined;
    default:
      return write(briefOf(doc, plan), kind, a, b);
  }
}

/** What the editor of a brief does to its fragment. */
function write(brief: Y.XmlFragment | null | undefined, kind: Step['do'], a: number, b: number): void {
  brief?.doc?.transact(() => {
    const element = brief.length > 0 ? brief.get(a % brief.length) : null;
    const text = element instanceof Y.XmlElement && element.length > 0 ? element.get(0) : null;
    if (kind === 'paragraph') {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`p${b}`)]);
      brief.insert(a % (brief.length + 1), [paragraph]);
    } else if (kind === 'cut' && b % 5 === 0 && brief.length > 0) brief.delete(a % brief.length, 1);
    else if (kind === 'heading' && element instanceof Y.XmlElement)
      for (let level = 0; level <= b % 4; level++) element.setAttribute('level', `${level}`);
    else if (text instanceof Y.XmlText && text.length > 0) {
      const [from, length] = [b % text.length, 1 + (a % (text.length - (b % text.length)))];
      if (kind === 'cut') text.delete(from, length);
      else if (kind === 'mark') text.format(from, length, { bold: a % 2 ? {} : null });
      else if (kind === 'words') for (const key of `w${b} `) text.insert(Math.min(from, text.length), key);
    }
  }, ORIGIN.local);
}

/** An app that is connected: each of its messages is taken, and handed to those who are here as well. */
function say(host: KnownDoc, apps: readonly App[], who: number): void {
  const app = apps[who];
  if (!app) return;
  Y.applyUpdate(app.doc, Y.encodeStateAsUpdate(host.doc, Y.encodeStateVector(app.doc)));
  for (const update of app.unsent.splice(0)) taken(host, update, who);
}

/** An app that was away: the answer to what the host has carries everything at once. */
function comeBack(host: KnownDoc, apps: readonly App[], who: number, when: string): void {
  const app = apps[who];
  if (!app) return;
  app.unsent = [];
  const everything = Y.encodeStateAsUpdate(app.doc, Y.encodeStateVector(host.doc));
  taken(host, everything, who, when);
  Y.applyUpdate(app.doc, Y.encodeStateAsUpdate(host.doc, Y.encodeStateVector(app.doc)));
}

function taken(host: KnownDoc, update: Uint8Array, who: number, when = 'said'): void {
  const answer = host.take(update, `member ${who}`);
  expect(answer !== 'nothing' && 'refused' in answer ? `${when}: ${answer.refused}` : '').toBe('');
}
