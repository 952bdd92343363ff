import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyEd25519 } from '../../server/base/crypto';
import { checkRecord } from '../../renderer/features/record/export/check-record.mjs';
import type { Material } from '../../shared/domain/plan';
import { hashOfEntry, WORKSPACE, type Verdict } from '../../shared/domain/record';
import { RecordBook } from '../../shared/domain/verify/book';
import { Dice, pick } from '../support/dice';
import { changesOf, honestPair, ONE_LIE_OF, refitted, type Pair } from '../support/hostile/forger';
import { BOARD, campaign, Records, type Words } from '../support/host/records';

const held = new Map<string, boolean>();
const verify = (publicKey: string, text: string, sig: string): boolean => {
  const key = `${publicKey} ${sig} ${text}`;
  const known = held.get(key) ?? verifyEd25519(publicKey, text, sig);
  held.set(key, known);
  return known;
};

/** Which record the app finds at fault, and where. */
async function byApp({ workspace, board }: Pair): Promise<string | null> {
  const book = new RecordBook(verify);
  const ofWorkspace = await book.check(WORKSPACE, workspace);
  if (ofWorkspace) return `workspace ${ofWorkspace.seq}`;
  const ofBoard = await book.check(BOARD, board);
  return ofBoard && `board ${ofBoard.seq}`;
}

/** What the page asks of the browser, asked once: thousands of forged records have most of their entries in common. */
function remembering(subtle: typeof webcrypto.subtle): typeof webcrypto.subtle {
  const known = new Map<string, unknown>();
  const keys = new Map<unknown, string>();
  const textOf = (bytes: unknown) => Buffer.from(bytes as Uint8Array).toString('latin1');
  const once = async (name: string, ask: () => Promise<unknown>) => {
    if (!known.has(name)) known.set(name, await ask());
    return known.get(name);
  };
  return {
    digest: (of, data) => once(`digest ${textOf(data)}`, () => subtle.digest(of, data)),
    importKey: async (...asked: Parameters<typeof subtle.importKey>) => {
      const raw = textOf(asked[1]);
      const key = await once(`key ${raw}`, () => subtle.importKey(...asked));
      keys.set(key, raw);
      return key;
    },
    verify: (of, key, sig, data) =>
      once(`verify ${keys.get(key) ?? ''} ${textOf(sig)} ${textOf(data)}`, () =>
        subtle.verify(of, key, sig, data),
      ),
  } as typeof subtle;
}
const browser = remembering(webcrypto.subtle);

async function byPage(pair: Pair): Promise<string | null> {
  const { fault } = await checkRecord(pair, browser);
  return fault && `${fault.record} ${fault.seq}`;
}

function oneOf<T>(dice: Dice, list: readonly T[]): T {
  const one = pick(list, dice.below(list.length));
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

describe('[EXPORT-21] the page that checks itself finds what the app finds', () => {
  const pair = honestPair();
  const places = (['workspace', 'board'] as const).flatMap((record) =>
    pair[record].map((entry, at) => ({ record, entry, at })),
  );

  it('at every field a host could change, its hash or all of it made to fit', async () => {
    let lies = 0;
    // Another third of each entry's: the app itself is tried with all of them where it reads (VERIFY-12).
    const tried = ({ entry, at }: (typeof places)[number]) =>
      changesOf(entry).filter((_change, index) => index % 3 === at % 3);
    for (const place of places)
      for (const { entry: forged, path } of tried(place)) {
        const { record, at } = place;
        const rehashed = { ...forged, hash: hashOfEntry(forged) };
        const list = pair[record].map((each, index) => (index === at ? rehashed : each));
        const told = { ...pair, [record]: list };
        // What follows an entry gives its other hash away, unless the host makes all of it fit.
        for (const lie of at === pair[record].length - 1 ? [told, refitted(told)] : [refitted(told)]) {
          lies += 1;
          const [app, page] = [await byApp(lie), await byPage(lie)];
          expect({ record, at, path, found: page !== null }).toEqual({
            record,
            at,
            path,
            found: app !== null,
          });
        }
      }
    expect(lies).toBeGreaterThan(160 / ONE_LIE_OF);
  });

  it('after whatever people and the host may state, allowed or not', async () => {
    const verdicts: readonly Verdict[] = [
      'approve',
      'approve',
      'approve',
      'request-changes',
      'decline',
      'retract',
    ];
    const ends = ['launched', 'closed', 'withdrawn', 'recalled', 'recalled'] as const;
    const versions = [
      campaign(),
      campaign({ title: 'Herbst' }),
      campaign({ title: 'Sommer' }),
      campaign({ ownerId: 'vera' }),
      campaign({ kind: 'sales-activity' }),
    ];
    const people = ['max', 'vera', 'kim', 'gero', 'sven', 'maja', 'tim'];
    const behalves = ['', '', 'vera', 'vera', 'sven', 'maja'];
    let [sound, faulty] = [0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const dice = new Dice(seed);
      const records = Records.founded()
        .join('sven', 'member', 'sales', true)
        .join('maja', 'member', 'marketing', true)
        .join('tim', 'member', 'sales');
      const submitted = new Map<string, Material>();
      for (let step = 0; step < 16; step++) {
        const plan = oneOf(dice, ['plan-1', 'plan-1', 'plan-2']);
        const anybody = oneOf(dice, people);
        // Mostly what makes sense, or nothing would ever come of it.
        const about = (dice.chance(0.8) && submitted.get(plan)) || oneOf(dice, versions);
        // An approval without the promise that it needs, now and then.
        const words = (dice.chance(0.15) ? { plan, promise: undefined } : { plan }) as Words;
        const before = [records.board.length, records.workspace.length] as const;
        const onBehalfOf = oneOf(dice, behalves);
        const roll = dice.below(18);
        if (roll < 4) records.submit(oneOf(dice, versions), oneOf(dice, ['max', 'kim', anybody]), words);
        else if (roll < 11)
          records.decide(
            oneOf(dice, verdicts),
            about,
            oneOf(dice, ['vera', 'vera', 'sven', 'tim', anybody]),
            {
              ...words,
              ...(onBehalfOf ? { onBehalfOf } : {}),
            },
          );
        else if (roll < 13) records.end(oneOf(dice, ends), about, oneOf(dice, ['max', anybody]), words);
        else if (roll < 14)
          records.setPolicy({
            approvals: 1 + dice.below(2),
            leadTimeDays: 0,
            promiseRequired: dice.chance(0.5),
          });
        else if (roll < 16)
          records.delegate(oneOf(dice, ['vera', 'sven']), oneOf(dice, ['tim', 'sven', anybody]));
        else if (roll < 17) records.allow();
        else if (dice.chance(0.2))
          records.byHost(BOARD, oneOf(dice, ['archived', 'unarchived']), { by: 'max' });
        const [app, page] = [await byApp(records), await byPage(records)];
        expect({ seed, step, page }).toEqual({ seed, step, page: app });
        if (app === null) sound += 1;
        else {
          faulty += 1;
          // An honest host would not have taken it: the story goes on without.
          records.board.splice(before[0]);
          records.workspace.splice(before[1]);
          continue;
        }
        const last = records.board.at(-1);
        if (last?.kind === 'plan-submitted') submitted.set(plan, last.body?.['snapshot'] as Material);
      }
    }
    expect(Math.min(sound, faulty)).toBeGreaterThan(200);
  });
});
