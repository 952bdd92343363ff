import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordPage } from '../../renderer/features/record/export/record-page';
import { linesOf, sentencesOf } from '../../renderer/features/record/logic/lines';
import { signedSentence, type Speech, type Stated } from '../../renderer/i18n';
import { statementOf } from '../../shared/domain/history';
import { digestOf, type Material } from '../../shared/domain/plan';
import { VERDICTS, type RecordEntry } from '../../shared/domain/record';
import { versionsOf } from '../../shared/domain/versions';
import { wordsOf } from '../support/desktop/words';
import { campaign, Records } from '../support/host/records';
import { speechIn } from '../unit/plan-ui/speech';

const SPEECHES = { de: speechIn('de'), en: speechIn('en') };

/** Words as people write them, and as nobody should. */
const words = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '</script>',
    '{name}',
    '\u202eegasseM',
    'שלום',
    "'{'",
    '…',
    '  ',
    'Zeile\nZeile',
    'Aktion „Herbst“',
    '"Herbst"',
  ),
);
const person = fc.constantFrom('anna', 'ben', 'vera');
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const promise = fc.record({
  ownerId: person,
  days: fc.nat(365),
  callShare: fc.nat(100).map((share) => share / 100),
  capacityPerWeek: fc.nat(100_000),
});
const returnPromise = fc.array(
  fc.record({ what: fc.constantFrom('presentation', 'customer-letter', 'other'), text: words, dueOn: day }),
  { maxLength: 4 },
);
const note = fc.option(words, { nil: undefined });
const decideBy = fc.option(day, { nil: undefined });
const onBehalfOf = fc.option(person, { nil: undefined });
const stated: fc.Arbitrary<Stated> = fc.oneof(
  fc.record({ kind: fc.constant('plan-submitted'), returnPromise, decideBy, note }),
  fc.record({
    kind: fc.constant('decision'),
    verdict: fc.constant('approve'),
    promise: fc.option(promise, { nil: undefined }),
    onBehalfOf,
    note,
  }),
  fc.record({ kind: fc.constant('decision'), verdict: fc.constantFrom(...VERDICTS), onBehalfOf, note }),
  fc.record({ kind: fc.constantFrom('launched', 'closed', 'withdrawn'), note }),
) as fc.Arbitrary<Stated>;
const plan = fc.record({ title: words, kind: fc.constantFrom('campaign', 'sales-activity') }).map(campaign);

const one = fc.record({ said: stated, about: plan, by: person });

/** Every statement about a plan of its own, which was submitted before; and the entry that it became. */
function recorded(all: readonly { said: Stated; about: Material; by: string }[]) {
  const records = Records.founded().join('anna', 'member', 'marketing');
  const entries = all.map(({ said, about, by }, index): RecordEntry => {
    const { kind, ...more } = said;
    const words = { plan: `plan-${index}`, ...more } as object;
    if (kind === 'plan-submitted') records.submit(about, by, words);
    else
      records
        .submit(about, 'max', { plan: `plan-${index}` })
        .state(kind, by, { digest: digestOf(about), ...words });
    return records.board.at(-1) as RecordEntry;
  });
  return { records, entries };
}

describe('[PLANUI-19] one sentence for what is signed', () => {
  test('1,000 statements in both languages: dialog, history, record and export say the same', () => {
    fc.assert(
      fc.property(fc.array(one, { minLength: 50, maxLength: 50 }), (all) => {
        const { records, entries } = recorded(all);
        for (const language of ['de', 'en'] as const) {
          const speech = SPEECHES[language];
          const dialog = all.map(({ said, about, by }) => signedSentence(speech, by, about, said));
          expect(inHistory(speech, records, entries)).toEqual(dialog);
          expect(onRecordPage(speech, records, entries)).toEqual(dialog);
          expect(inExport(speech, records, entries)).toEqual(dialog);
          for (const [index, { by }] of all.entries()) expect(dialog[index]).toContain(speech.nameOf(by));
        }
      }),
      { numRuns: 20 },
    );
  });
});

function inHistory(speech: Speech, { board }: Records, entries: readonly RecordEntry[]) {
  const about = versionsOf(board);
  return entries.map((entry) => {
    const [version, statement] = [about.get(entry.seq), statementOf(entry)];
    return statement && version && signedSentence(speech, entry.by, version.snapshot, statement);
  });
}

function onRecordPage(speech: Speech, { board }: Records, entries: readonly RecordEntry[]) {
  const lines = new Map(linesOf(board).map((line) => [line.seq, line]));
  return entries.map(({ seq }) => {
    const line = lines.get(seq);
    return line?.signed && signedSentence(speech, line.by, line.signed.plan, line.signed.statement);
  });
}

function inExport(speech: Speech, { board, workspace }: Records, entries: readonly RecordEntry[]) {
  const { language } = speech.format;
  const page = recordPage(
    { format: 'handschlag-record-1', exportedAt: '', title: '', names: {}, workspace, board },
    sentencesOf(speech, board),
    language,
    wordsOf(language, 'record'),
  );
  const [, data = ''] = /<script type="application\/json" id="sentences">(.*?)<\/script>/s.exec(page) ?? [];
  const sentences = JSON.parse(data) as Record<string, string>;
  return entries.map(({ hash }) => sentences[hash]);
}
