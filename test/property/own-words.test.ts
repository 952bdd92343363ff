import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { sideOf, withoutOwn, wordDiff } from '../../renderer/ui/word-diff';
import { briefOf, openBoardDoc, readPlan } from '../../shared/doc/board-doc';
import { createPlan } from '../../shared/doc/commands';
import { briefWithOwn, OWN } from '../../shared/doc/own-words';
import { briefReadOut } from '../../shared/domain/brief';
import { materialOf } from '../../shared/domain/plan';

/** Of each hand its own letters, so that a text tells whose they are: figures stood there before, one writes small, the other large. */
const LETTERS = {
  seen: ['1', '22', '3 4', ' '],
  mine: ['a', 'bc', ' d ', 'é'],
  theirs: ['A', 'BC', ` ${OWN} `, '🏠'],
};
const [MINE, THEIRS] = [/[a-zé]/u, /[A-Z]|🏠|\uE000/u];

const edit = fc.record({
  by: fc.constantFrom('mine' as const, 'theirs' as const),
  does: fc.constantFrom(
    'insert' as const,
    'insert' as const,
    'delete' as const,
    'paragraph' as const,
    'meet' as const,
  ),
  at: fc.nat(40),
  what: fc.nat(3),
  bold: fc.boolean(),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

function textsOf(doc: Y.Doc): Y.XmlText[] {
  return (briefOf(doc, 'p')?.toArray() ?? []).flatMap((node) =>
    node instanceof Y.XmlElement ? node.toArray().filter((each) => each instanceof Y.XmlText) : [],
  );
}

function paragraph(doc: Y.Doc, at: number, words: string): void {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  const brief = briefOf(doc, 'p');
  brief?.insert(at % (brief.length + 1), [element]);
}

function write(doc: Y.Doc, { by, does, at, what, bold }: Edit): void {
  const words = LETTERS[by][what] ?? '';
  if (does === 'paragraph') return paragraph(doc, at, words);
  const texts = textsOf(doc);
  const text = texts[at % texts.length];
  if (!text) return;
  const from = at % (text.length + 1);
  if (does === 'insert') text.insert(from, words, bold ? { bold: {} } : {});
  else if (from < text.length) text.delete(from, Math.min(1 + what, text.length - from));
}

const readOut = (doc: Y.Doc) => {
  const plan = readPlan(doc, 'p');
  return briefReadOut(plan ? materialOf(plan)['brief'] : undefined);
};

describe('a brief that two write in', () => {
  it('[INBOX-19] marks every word of the other and none of one’s own, and everything that is gone', () => {
    let told = 0;
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 4 }), fc.array(edit, { maxLength: 25 }), (seen, edits) => {
        const docs = { mine: openBoardDoc(new Y.Doc({ gc: false })), theirs: openBoardDoc(new Y.Doc()) };
        const meet = () => {
          Y.applyUpdate(docs.mine, Y.encodeStateAsUpdate(docs.theirs, Y.encodeStateVector(docs.mine)));
          Y.applyUpdate(docs.theirs, Y.encodeStateAsUpdate(docs.mine, Y.encodeStateVector(docs.theirs)));
        };
        createPlan(docs.theirs, { id: 'p', kind: 'campaign', ownerId: 'max', fields: { title: 'Messe' } });
        seen.forEach((what, at) => paragraph(docs.theirs, at, LETTERS.seen[what] ?? ''));
        meet();
        const was = readOut(docs.mine);
        for (const each of edits)
          if (each.does === 'meet') meet();
          else write(docs[each.by], each);
        meet();
        const is = readOut(docs.mine);
        const covered = briefReadOut(
          briefWithOwn(docs.mine, 'p', (id) => id === docs.mine.clientID) ?? undefined,
        );
        expect(covered).toHaveLength(is.length);
        const words = wordDiff(was, is);
        const shown = withoutOwn(sideOf(words, 'after'), covered, OWN);
        expect(shown.map(({ text }) => text).join('')).toBe(is);
        const marked = shown.filter(({ kind }) => kind === 'added').map(({ text }) => text);
        const plain = shown.filter(({ kind }) => kind === 'same').map(({ text }) => text);
        expect(marked.filter((text) => MINE.test(text))).toEqual([]);
        expect(plain.filter((text) => THEIRS.test(text))).toEqual([]);
        const figures = (text: string) => text.replaceAll(/\D/gu, '').length;
        const gone = words.flatMap(({ text, kind }) => (kind === 'removed' ? text : ''));
        expect(figures(gone.join(''))).toBeGreaterThanOrEqual(figures(was) - figures(is));
        if (MINE.test(is) && THEIRS.test(is)) told += 1;
      }),
      { numRuns: 400, seed: 20270116 },
    );
    expect(told).toBeGreaterThan(50);
  });
});
