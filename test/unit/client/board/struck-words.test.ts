import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Arriving } from '../../../../renderer/client/board/saving/arriving';
import { Overwrites } from '../../../../renderer/client/board/undo/overwritten';
import { volatileStore } from '../../../../renderer/client/device/local-store';
import { briefOf, openBoardDoc, readPlan } from '../../../../shared/doc/board-doc';
import { appendToBrief, createPlan } from '../../../../shared/doc/commands';
import { briefText } from '../../../../shared/domain/brief';
import { PLAN } from '../../doc/support';

const OWNERS: Readonly<Record<number, string>> = { 1: 'anna', 2: 'ben', 3: 'cleo' };

/** One person's window on a board, which hears the others only when they meet. */
class Desk {
  readonly doc = openBoardDoc(new Y.Doc());
  readonly overwrites: Overwrites;
  #arriving: Arriving | null = null;

  constructor(name: string, clientID: number, known: Desk | null = null, owners = OWNERS) {
    this.doc.clientID = clientID;
    this.overwrites = new Overwrites({
      doc: this.doc,
      store: volatileStore(),
      name: 'copy',
      random: (length) => new Uint8Array(length).fill(this.overwrites.list.length),
      changed: () => undefined,
      owner: (client) => owners[client],
      me: () => name,
      isUnsent: () => false,
      wasSeen: (id) => this.#arriving?.names(id) ?? true,
      planOf: () => undefined,
    });
    if (known) this.take(Y.encodeStateAsUpdate(known.doc));
  }

  take(update: Uint8Array): void {
    this.#arriving = new Arriving(update);
    Y.applyUpdate(this.doc, update);
  }

  get text(): string {
    return briefText(readPlan(this.doc, PLAN)?.['brief']);
  }

  get kept(): readonly string[] {
    return this.overwrites.list.map((each) => ('words' in each ? each.words : each.id));
  }

  get paragraphs(): readonly Y.XmlElement[] {
    return brief(this.doc).toArray() as Y.XmlElement[];
  }

  write(paragraph: number, at: number, words: string): void {
    textOf(this.paragraphs[paragraph]).insert(at, words);
  }

  append(...paragraphs: readonly string[]): void {
    for (const each of paragraphs) appendToBrief(this.doc, PLAN, each);
  }

  strike(paragraph: number): void {
    brief(this.doc).delete(paragraph, 1);
  }
}

function brief(doc: Y.Doc): Y.XmlFragment {
  const found = briefOf(doc, PLAN);
  if (!found) throw new Error('there is no brief');
  return found;
}

function textOf(paragraph: Y.XmlElement | undefined): Y.XmlText {
  return paragraph?.get(0) as Y.XmlText;
}

/** Everybody hears what each of the others wrote until now. */
function meet(...desks: readonly Desk[]): void {
  const said = desks.map(({ doc }) => Y.encodeStateAsUpdate(doc));
  for (const desk of desks)
    said.forEach((update, index) => {
      if (desks[index] !== desk) desk.take(update);
    });
}

/** Anna and Ben before a brief of two paragraphs, which Ben wrote. */
function pair(): [anna: Desk, ben: Desk] {
  const ben = new Desk('ben', 2);
  createPlan(ben.doc, { id: PLAN, kind: 'campaign', ownerId: 'ben' });
  ben.append('Messe im März. Danach Anrufe.', 'Die Preise bleiben.');
  return [new Desk('anna', 1, ben), ben];
}

const SENTENCE = 'Mit Gutschein für Bestandskunden. ';

describe('[CLIENT-75] words of a brief whose paragraph goes', () => {
  it('are kept by the one who wrote them, and by nobody else, where whoever struck it out had not seen them', () => {
    const [anna, ben] = pair();
    const cleo = new Desk('cleo', 3, ben);
    anna.write(0, 15, SENTENCE);
    ben.strike(0);
    meet(anna, ben, cleo);
    expect([anna.text, anna.kept]).toEqual(['Die Preise bleiben.', [SENTENCE.trim()]]);
    expect([ben.kept, cleo.kept]).toEqual([[], []]);
  });

  it('are kept where a colleague wrote on while the other one was away, whoever comes back', () => {
    const [anna, ben] = pair();
    anna.strike(0);
    ben.write(0, 15, SENTENCE);
    meet(anna, ben);
    expect([anna.kept, ben.kept]).toEqual([[], [SENTENCE.trim()]]);
  });

  it('are one’s own after a restart as well: the host knows nothing of who wrote them', () => {
    const [before, ben] = pair();
    before.write(0, 15, SENTENCE);
    const anna = new Desk('anna', 4, before, { 2: 'ben' });
    ben.strike(0);
    meet(anna, ben);
    expect(anna.kept).toEqual([SENTENCE.trim()]);
  });

  it('are kept whole, a line for each paragraph, and without what the other one had seen', () => {
    const [anna, ben] = pair();
    anna.write(0, 15, 'Mit Gut');
    meet(anna, ben);
    anna.write(0, 22, 'schein, ');
    anna.write(1, 0, 'Nur ');
    ben.strike(1);
    ben.strike(0);
    meet(anna, ben);
    expect([anna.text, anna.kept]).toEqual(['', ['Gutschein,\nNur']]);
  });

  it('are kept where the paragraph became a heading, and one was made of two', () => {
    const [anna, ben] = pair();
    anna.write(0, 15, SENTENCE);
    // As the editor does both.
    const heading = new Y.XmlElement('heading');
    ben.strike(0);
    brief(ben.doc).insert(0, [heading]);
    heading.push([new Y.XmlText('Messe im März. Danach Anrufe.')]);
    meet(anna, ben);
    expect(anna.kept).toEqual([SENTENCE.trim()]);
    anna.write(1, 0, 'Fast alle. ');
    ben.strike(1);
    textOf(ben.paragraphs[0]).insert(29, 'Die Preise bleiben.');
    meet(anna, ben);
    expect(anna.kept).toEqual([SENTENCE.trim(), 'Fast alle.']);
  });

  it('are nothing where they stand in a paragraph of their own, were only given a form, or their neighbours went', () => {
    const [anna, ben] = pair();
    anna.append('Ganz neu.');
    ben.strike(0);
    meet(anna, ben);
    anna.write(0, 4, 'neuen ');
    textOf(ben.paragraphs[0]).format(0, 10, { bold: {} });
    meet(anna, ben);
    anna.write(0, 4, 'ganz ');
    textOf(ben.paragraphs[0]).delete(0, 10);
    meet(anna, ben);
    expect([anna.text, anna.kept, ben.kept]).toEqual(['ganz Preise bleiben.\nGanz neu.', [], []]);
  });

  it('are nothing where one took them back oneself, or the other one had seen them', () => {
    const [anna, ben] = pair();
    anna.write(0, 15, SENTENCE);
    textOf(anna.paragraphs[0]).delete(15, SENTENCE.length);
    ben.strike(0);
    meet(anna, ben);
    anna.write(0, 0, SENTENCE);
    meet(anna, ben);
    ben.strike(0);
    meet(anna, ben);
    expect([anna.text, anna.kept, ben.kept]).toEqual(['', [], []]);
  });

  it('are either on the board, or kept, or were seen by the one who struck them out: whatever two do while apart', () => {
    const step = fc.record({
      who: fc.nat(1),
      what: fc.constantFrom('write', 'write', 'write', 'append', 'strike', 'meet' as const),
      paragraph: fc.nat(20),
      at: fc.nat(100),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const [anna, ben] = pair();
        const desks = [anna, ben];
        const written = new Map<string, Desk>();
        const seen = new Set<string>();
        for (const { who, what, paragraph, at } of steps) {
          const desk = desks[who] ?? anna;
          const word = `w${written.size}w`;
          const target = paragraph % Math.max(1, desk.paragraphs.length);
          if (what === 'meet') meet(anna, ben);
          else if (what === 'append') desk.append(word);
          else if (desk.paragraphs.length === 0) continue;
          else if (what === 'strike') {
            for (const each of wordsIn(textOf(desk.paragraphs[target]).toJSON())) seen.add(each);
            desk.strike(target);
          } else desk.write(target, borderIn(textOf(desk.paragraphs[target]).toJSON(), at), ` ${word} `);
          if (what === 'append' || what === 'write') written.set(word, desk);
        }
        meet(anna, ben);
        const standing = wordsIn(anna.text);
        for (const [word, { kept }] of written) {
          const isKept = kept.some((words) => wordsIn(words).includes(word));
          expect([word, isKept]).toEqual([word, !standing.includes(word) && !seen.has(word)]);
        }
        const all = desks.flatMap(({ kept }) => kept.flatMap((words) => wordsIn(words)));
        expect(all.every((word) => written.has(word))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

function wordsIn(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** A place between two words. */
function borderIn(text: string, at: number): number {
  const next = text.indexOf(' ', at % (text.length + 1));
  return next < 0 ? text.length : next;
}
