import { describe, expect, it } from 'vitest';
import { historySentence, statementSentence } from '../../../renderer/features/plan/logic/sentences';
import type { RecordEntry } from '../../../shared/domain/record';
import { speechIn } from './speech';

const [en, de] = [speechIn('en'), speechIn('de')];
const promise = { ownerId: 'ben', days: 3, callShare: 0.8, capacityPerWeek: 1200 };

describe('[PLANUI-7] what is signed is one sentence', () => {
  it('names the plan and every promise when approving', () => {
    const stated = { kind: 'decision', verdict: 'approve', promise } as const;
    expect(statementSentence(en, 'ISH', stated)).toBe(
      'I approve “ISH”, exactly as it stands here, and promise: Ben Kurz sends information within 3 working days, ' +
        'calls 80% of those who enquire and manages up to 1,200 calls a week.',
    );
    expect(statementSentence(de, 'ISH', stated).replace(/\u00a0/g, ' ')).toBe(
      'Ich gebe „ISH“ genau so frei, wie es hier steht, und sage zu: Ben Kurz verschickt die Unterlagen innerhalb ' +
        'von 3 Arbeitstagen, ruft 80 % der Interessenten an und schafft bis zu 1.200 Anrufe pro Woche.',
    );
  });

  it.each([
    [0, 'on the same working day', 'noch am selben Arbeitstag'],
    [1, 'within one working day', 'innerhalb eines Arbeitstags'],
  ])('words %i days', (days, english, german) => {
    const stated = { kind: 'decision', verdict: 'approve', promise: { ...promise, days } } as const;
    expect(statementSentence(en, 'ISH', stated)).toContain(english);
    expect(statementSentence(de, 'ISH', stated)).toContain(german);
  });

  it('approves without a promise where the board asks for none', () => {
    const stated = { kind: 'decision', verdict: 'approve' } as const;
    expect(statementSentence(en, 'ISH', stated)).toBe('I approve “ISH”, exactly as it stands here.');
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
    expect(statementSentence(de, 'ISH', stated)).toBe(
      'Ich reiche „ISH“ genau so, wie es hier steht, zur Freigabe ein und sage dafür zu: eine Präsentation bis ' +
        '01.03.2027, einen Kundenbrief bis 05.03.2027 (Altbau) und „Zwei Leute am Stand“ bis 15.03.2027.',
    );
    expect(statementSentence(en, 'ISH', stated)).toContain('a customer letter by 5 Mar 2027 (Altbau) and');
  });

  it('holds the place of a reason that is still missing', () => {
    expect(statementSentence(en, 'ISH', { kind: 'decision', verdict: 'decline', note: ' ' })).toBe(
      'I decline “ISH”, because: …',
    );
    expect(
      statementSentence(de, 'ISH', { kind: 'decision', verdict: 'request-changes', note: 'zu teuer' }),
    ).toBe('Ich bitte um Änderungen an „ISH“, weil: zu teuer');
  });

  it.each(['recalled', 'launched', 'closed', 'withdrawn'] as const)('says %s in both languages', (kind) => {
    for (const speech of [en, de])
      expect(statementSentence(speech, 'ISH', { kind })).toMatch(/^(I|Ich) .*ISH/);
  });

  it('[PLANUI-17] does not call off a plan whose submission is taken back', () => {
    const said = statementSentence(de, 'ISH', { kind: 'recalled' });
    expect(said).toBe('Ich ziehe die Einreichung von „ISH“ zurück.');
    expect(statementSentence(en, 'ISH', { kind: 'recalled' })).toBe('I take back the submission of “ISH”.');
  });
});

describe('[PLANUI-12] the history of a plan', () => {
  const entry = (kind: RecordEntry['kind'], verdict?: string): RecordEntry =>
    ({ kind, by: 'anna', statement: verdict ? { verdict } : undefined }) as RecordEntry;

  it('says who did what', () => {
    expect(historySentence(en, entry('plan-submitted'), true)).toBe('Anna Berg submitted the plan again.');
    expect(historySentence(de, entry('decision', 'approve'), false)).toBe(
      'Anna Berg hat den Plan freigegeben.',
    );
    expect(historySentence(de, entry('recalled'), false)).toBe(
      'Anna Berg hat die Einreichung zurückgezogen.',
    );
    expect(historySentence(de, entry('launched'), false)).toBe('Anna Berg hat den Plan gestartet.');
  });

  it('leaves out entries that are about no plan', () => {
    expect(historySentence(en, entry('policy-changed'), false)).toBeNull();
  });
});
