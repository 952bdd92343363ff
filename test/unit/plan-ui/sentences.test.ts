import { describe, expect, it } from 'vitest';
import {
  declinedSentence,
  historySentence,
  MISSING,
  signedSentence,
  type Stated,
} from '../../../renderer/i18n';
import { labelsOf } from '../../../shared/export/labels';
import type { RecordEntry } from '../../../shared/domain/record';
import { speechIn } from './speech';

const [en, de] = [speechIn('en'), speechIn('de')];
const promise = { ownerId: 'ben', days: 3, callShare: 0.8, capacityPerWeek: 1200 };
const ISH = { kind: 'campaign', title: 'ISH' };
const VISITS = { kind: 'sales-activity', title: 'Besuche' };

const says = (speech: typeof en, stated: Stated, plan = ISH, by = 'ben') =>
  signedSentence(speech, by, plan, stated).replace(/\u00a0/g, ' ');

describe('[PLANUI-7] what is signed is one sentence', () => {
  it('names who signs, the plan and every promise when approving', () => {
    const stated = { kind: 'decision', verdict: 'approve', promise } as const;
    expect(says(en, stated)).toBe(
      'I, Ben Kurz, approve “ISH” exactly as it was submitted. With it I promise: Ben Kurz sends information within ' +
        '3 working days, calls 80% of those who enquire and manages up to 1,200 calls a week.',
    );
    expect(says(de, stated)).toBe(
      'Ich, Ben Kurz, gebe „ISH“ genau so frei, wie es eingereicht wurde. Dazu sage ich zu: Ben Kurz verschickt die ' +
        'Unterlagen innerhalb von 3 Arbeitstagen, ruft 80 % der Interessenten an und schafft bis zu 1.200 Anrufe pro Woche.',
    );
  });

  it('[PLANUI-23] asks for note to be taken, not for a decision, of what sales does', () => {
    const stated = { kind: 'plan-submitted', decideBy: '2027-02-01', onBehalfOf: 'anna' } as const;
    expect(says(de, stated, VISITS)).toContain('Ich bitte darum, sie bis 01.02.2027 zur Kenntnis zu nehmen.');
    for (const speech of [de, en]) {
      expect(says(speech, stated, VISITS)).not.toMatch(/Entscheidung|entscheide|decision|decide/);
      expect(says(speech, stated)).toMatch(/Entscheidung|decision/);
    }
  });

  it.each([
    [0, 'on the same working day', 'noch am selben Arbeitstag'],
    [1, 'within one working day', 'innerhalb eines Arbeitstags'],
  ])('words %i days', (days, english, german) => {
    const stated = { kind: 'decision', verdict: 'approve', promise: { ...promise, days } } as const;
    expect(says(en, stated)).toContain(english);
    expect(says(de, stated)).toContain(german);
  });

  it('approves without a promise where the board asks for none', () => {
    const stated = { kind: 'decision', verdict: 'approve' } as const;
    expect(says(en, stated)).toBe('I, Ben Kurz, approve “ISH” exactly as it was submitted.');
  });

  it('lists what is promised in return, with its dates and details', () => {
    const stated = {
      kind: 'plan-submitted',
      returnPromise: [
        { what: 'presentation', text: '', dueOn: '2027-03-01' },
        { what: 'customer-letter', text: 'Altbau', dueOn: '2027-03-05' },
        { what: 'other', text: 'Zwei Leute am Stand', dueOn: '2027-03-15' },
      ],
    } as const;
    expect(says(de, stated, ISH, 'anna')).toBe(
      'Ich, Anna Berg, reiche „ISH“ genau in dieser Fassung zur Freigabe ein. Dafür sage ich zu: eine Präsentation bis ' +
        '01.03.2027, einen Kundenbrief (Altbau) bis 05.03.2027 und „Zwei Leute am Stand“ bis 15.03.2027.',
    );
    expect(says(en, stated)).toContain('a customer letter (Altbau) by 5 Mar 2027 and');
  });

  it('says a reason as the reason, and any other note behind it', () => {
    const changes = { kind: 'decision', verdict: 'request-changes', note: 'zu teuer' } as const;
    expect(says(de, changes)).toBe('Ich, Ben Kurz, bitte um Änderungen an „ISH“, weil: zu teuer');
    expect(says(de, { ...changes, note: undefined })).toBe('Ich, Ben Kurz, bitte um Änderungen an „ISH“.');
    expect(says(en, { kind: 'launched', note: 'early' })).toBe(
      'I, Ben Kurz, launch “ISH” exactly as it was agreed. I add: early',
    );
  });

  it.each([0, 1, 2, 1200])(
    '[PLANUI-19] exports say a promise of %i in the very words that were signed',
    (count) => {
      const promised = { ownerId: 'ben', days: count, callShare: 0.8, capacityPerWeek: count };
      for (const [language, speech, share] of [
        ['de', de, '80 %'],
        ['en', en, '80%'],
      ] as const)
        expect(says(speech, { kind: 'decision', verdict: 'approve', promise: promised })).toContain(
          `: ${labelsOf(language).promiseSentence('Ben Kurz', count, share, count)}.`,
        );
    },
  );

  it('[PLANUI-20] holds the place of what is still missing', () => {
    expect(says(en, { kind: 'decision', verdict: 'decline', note: MISSING })).toBe(
      'I, Ben Kurz, decline “ISH”, because: …',
    );
    expect(says(en, { kind: 'decision', verdict: 'approve', promise: MISSING })).toMatch(
      /With it I promise: …$/,
    );
    expect(says(en, { kind: 'plan-submitted', returnPromise: MISSING })).toMatch(/In return I promise: …$/);
  });

  it.each(['recalled', 'launched', 'closed', 'withdrawn'] as const)('says %s in both languages', (kind) => {
    for (const speech of [en, de]) expect(says(speech, { kind })).toMatch(/^(I|Ich), Ben Kurz, .*ISH/);
  });

  it('[UI-36] isolates what people typed once, however deep it stands', () => {
    const stated = {
      kind: 'plan-submitted',
      returnPromise: [{ what: 'other', text: 'שלום', dueOn: '2027-03-15' }],
    } as const;
    expect(says(de, stated)).toContain('„\u2068שלום\u2069“');
  });
});

describe('[PLANUI-23] marketing takes note of what sales does', () => {
  it('in the sentences that are signed', () => {
    const approve = { kind: 'decision', verdict: 'approve' } as const;
    expect(says(de, approve, VISITS)).toBe(
      'Ich, Ben Kurz, nehme „Besuche“ genau so zur Kenntnis, wie es eingereicht wurde.',
    );
    for (const stated of [
      approve,
      { kind: 'decision', verdict: 'retract', note: 'x' },
      { kind: 'plan-submitted' },
    ] as const) {
      expect(says(de, stated, VISITS)).not.toMatch(/freigabe|frei,/i);
      expect(says(en, stated, VISITS)).not.toMatch(/approv/i);
    }
  });

  it('in the history', () => {
    const approved = {
      kind: 'decision',
      by: 'anna',
      statement: { verdict: 'approve' },
    } as unknown as RecordEntry;
    expect(historySentence(de, { entry: approved, version: versionOf(VISITS) })).toBe(
      'Anna Berg hat den Plan zur Kenntnis genommen.',
    );
  });

  it('[PLANUI-17] does not call off a plan whose submission is taken back', () => {
    expect(says(de, { kind: 'recalled' })).toBe('Ich, Ben Kurz, ziehe die Einreichung von „ISH“ zurück.');
    expect(says(en, { kind: 'recalled' })).toBe('I, Ben Kurz, take back the submission of “ISH”.');
  });
});

describe('[PLANUI-12] the history of a plan', () => {
  const entry = (kind: RecordEntry['kind'], verdict?: string): RecordEntry =>
    ({ kind, by: 'anna', statement: verdict ? { verdict } : undefined }) as RecordEntry;

  it('says who did what', () => {
    const first = versionOf(ISH);
    const second = { ...first, number: 2, previous: first };
    expect(historySentence(en, { entry: entry('plan-submitted'), version: second })).toBe(
      'Anna Berg submitted the plan again.',
    );
    expect(historySentence(de, { entry: entry('decision', 'approve'), version: first })).toBe(
      'Anna Berg hat den Plan freigegeben.',
    );
    expect(historySentence(de, { entry: entry('recalled'), version: first })).toBe(
      'Anna Berg hat die Einreichung zurückgezogen.',
    );
    expect(historySentence(de, { entry: entry('launched'), version: first })).toBe(
      'Anna Berg hat den Plan gestartet.',
    );
  });

  it('[PLANUI-40] says no to a new version alone where what was agreed before holds', () => {
    const declined = { entry: entry('decision', 'decline'), version: versionOf(ISH), isOfNewVersion: true };
    expect(historySentence(de, declined)).toBe(
      'Anna Berg hat die neue Fassung abgelehnt. Was vorher vereinbart wurde, gilt weiter.',
    );
    expect(historySentence(en, { ...declined, version: versionOf(VISITS) })).toBe(
      'Anna Berg declined the new version. What marketing took note of before still holds.',
    );
    expect(historySentence(en, { ...declined, isOfNewVersion: false })).toBe('Anna Berg declined the plan.');
    for (const speech of [de, en])
      expect(historySentence(speech, declined)).toBe(
        declinedSentence(speech, speech.nameOf('anna'), ISH, true),
      );
  });

  it('leaves out entries that are about no plan', () => {
    expect(historySentence(en, { entry: entry('policy-changed'), version: versionOf(ISH) })).toBeNull();
  });
});

function versionOf(snapshot: typeof ISH) {
  return { seq: 1, number: 1, digest: '', snapshot, previous: null };
}
