import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { formatOf, objectionWords, turnSentence, type Language } from '../../../renderer/i18n';
import { isolating } from '../../../renderer/i18n/isolating';
import { MESSAGES } from '../../support/words';
import type { Awaited, Turn } from '../../../shared/domain/turn/turn';

const NAMES: Readonly<Record<string, string>> = { jana: 'Jana Weiß', tom: 'Tom Krause', anna: 'Anna Berg' };
const here = (member: string): Awaited => ({ member, awayUntil: null, standsIn: null });
const DECIDE: Turn = {
  does: 'decide',
  who: [here('jana')],
  department: 'sales',
  by: '2027-01-15',
  isOverdue: false,
  missing: [],
  objections: [],
};
const speechIn = (language: Language, me = 'olaf', today = '2027-01-12') => ({
  t: isolating(createTranslator({ locale: language, messages: MESSAGES[language], namespace: 'turn' })),
  format: formatOf(language),
  nameOf: (id: string) => NAMES[id] ?? id,
  me,
  today,
});
const says = (
  language: Language,
  other: Partial<Turn> = {},
  today = '2027-01-12',
  length?: 'full',
  me = 'olaf',
) => turnSentence(speechIn(language, me, today), { ...DECIDE, ...other }, length);

describe('[TURN-4] whose turn it is, in words', () => {
  it('names who decides and until when', () => {
    expect(says('de')).toBe('Wartet auf Jana Weiß (Vertrieb), Frist Freitag');
    expect(says('en')).toBe('Waiting for Jana Weiß (sales), due Friday');
    expect(says('de', {}, '2027-01-15')).toBe('Wartet auf Jana Weiß (Vertrieb), Frist heute');
    expect(says('de', { isOverdue: true }, '2027-01-16')).toBe(
      'Wartet auf Jana Weiß (Vertrieb), Frist war gestern',
    );
    expect(says('de', { by: '2027-02-15' })).toBe('Wartet auf Jana Weiß (Vertrieb), Frist 15.\u00a0Feb.');
  });

  it('names two, and of more the department', () => {
    const who = [here('jana'), here('tom')];
    expect(says('de', { who, by: null })).toBe('Wartet auf Jana Weiß oder Tom Krause (Vertrieb)');
    expect(says('de', { who: [...who, here('anna')], by: null })).toBe('Wartet auf den Vertrieb');
    const missing = ['approver', 'promise'] as const;
    expect(says('de', { who: [], by: null, missing })).toBe('Im Vertrieb kann niemand entscheiden');
  });

  it('does not say that nobody can decide where all who may have done so, as by taking an approval back', () => {
    const turn = { who: [], by: null };
    expect(says('de', turn, '2027-01-12', 'full')).toBe('Im Vertrieb haben alle entschieden, die es dürfen');
    expect(says('en', turn)).toBe('Everybody in sales who may decide has done so');
  });

  it('[TURN-6] says who is away and who stands in, by name only where it is not said already', () => {
    const who = [{ member: 'jana', awayUntil: '2027-01-29', standsIn: 'tom' }];
    expect(says('de', { who, by: null })).toBe(
      'Wartet auf Jana Weiß (Vertrieb). Bis 29.\u00a0Jan. abwesend, Tom Krause vertritt',
    );
    expect(
      says('en', { who: [{ ...who[0], member: 'jana', awayUntil: '2027-01-13', standsIn: null }], by: null }),
    ).toBe('Waiting for Jana Weiß (sales). Away until tomorrow');
  });

  it('names whoever is there, and each of them once', () => {
    const who = [here('jana'), { member: 'tom', awayUntil: '2027-01-29', standsIn: 'jana' }];
    expect(says('de', { who, by: '2027-02-15' })).toBe(
      'Wartet auf Jana Weiß (Vertrieb), Frist 15.\u00a0Feb. Tom Krause ist bis 29.\u00a0Jan. abwesend',
    );
    const standing = [here('jana'), { member: 'tom', awayUntil: null, standsIn: 'jana' }];
    expect(says('de', { who: standing, by: null })).toBe('Wartet auf Jana Weiß oder Tom Krause (Vertrieb)');
  });

  it('calls whoever reads it "you", and names nobody twice', () => {
    const asJana = (language: Language, other: Partial<Turn>) =>
      says(language, { by: null, ...other }, '2027-01-12', undefined, 'jana');
    const two = [here('tom'), here('jana')];
    expect(asJana('de', { by: '2027-01-15' })).toBe('Wartet auf Sie, Frist Freitag');
    expect(asJana('en', {})).toBe('Waiting for you');
    expect(asJana('de', { who: two })).toBe('Wartet auf Sie oder Tom Krause (Vertrieb)');
    expect(asJana('de', { who: [...two, here('anna')] })).toBe('Wartet auf Sie oder andere im Vertrieb');
    expect(asJana('de', { does: 'change' })).toBe('Sie: ändern und neu einreichen');
    expect(asJana('en', { does: 'change' })).toBe('You: to change and submit again');
    const forTom = [{ member: 'tom', awayUntil: '2027-01-29', standsIn: 'jana' }];
    expect(asJana('de', { who: forTom })).toBe('Wartet auf Sie für Tom Krause (bis 29.\u00a0Jan. abwesend)');
    expect(asJana('en', { who: forTom, by: '2027-01-15', missing: ['promise'] })).toBe(
      'Waiting for you, for Tom Krause (away until 29\u00a0Jan), due Friday, promise missing',
    );
    const andAnna = [...forTom, { member: 'anna', awayUntil: '2027-01-29', standsIn: null }];
    expect(asJana('de', { who: andAnna })).toContain('Sie vertreten');
    const away = [{ member: 'jana', awayUntil: '2027-01-29', standsIn: 'tom' }];
    expect(asJana('en', { who: away })).toBe('Waiting for you. Away until 29\u00a0Jan, Tom Krause stands in');
  });

  it('[TURN-3] says that there is no deadline, where there is room and somebody is waited for', () => {
    const none = { by: null, missing: [] };
    expect(says('de', none, '2027-01-12', 'full')).toBe('Wartet auf Jana Weiß (Vertrieb), ohne Frist');
    expect(says('en', none, '2027-01-12', 'full')).toBe('Waiting for Jana Weiß (sales), no deadline');
    expect(says('de', { ...none, who: [] }, '2027-01-12', 'full')).toBe(
      'Im Vertrieb haben alle entschieden, die es dürfen',
    );
    expect(says('de', { ...none, does: 'launch' }, '2027-01-12', 'full')).toBe('Jana Weiß: starten');
  });

  it('says what is missing, where there is room', () => {
    expect(says('de', { missing: ['promise'] }, '2027-01-12', 'full')).toBe(
      'Wartet auf Jana Weiß (Vertrieb), Frist Freitag. Dazu gehört die Nachfass-Zusage.',
    );
    expect(says('de', { does: 'submit', who: [], by: null, missing: ['owner'] }, '2027-01-12', 'full')).toBe(
      'Niemand ist zuständig. Der Plan braucht eine verantwortliche Person.',
    );
  });

  it('says on cards and rows too that the promise is missing, once somebody is awaited who can give it', () => {
    const missing = ['promise'] as const;
    expect(says('de', { missing })).toBe('Wartet auf Jana Weiß (Vertrieb), Frist Freitag, Zusage fehlt');
    expect(says('en', { missing, by: null })).toBe('Waiting for Jana Weiß (sales), promise missing');
    expect(says('de', { missing: ['approver', 'promise'], who: [], by: null })).toBe(
      'Im Vertrieb kann niemand entscheiden',
    );
  });

  it('[TURN-5] says whose objection is still to end, and where there is room how it does', () => {
    const sentBack = (objections: string[]) =>
      ({ does: 'change', who: [here('anna')], by: null, missing: ['objection'], objections }) as const;
    expect(says('de', sentBack(['jana']))).toBe(
      'Anna Berg: ändern und neu einreichen. Einwand von Jana Weiß offen',
    );
    expect(says('de', sentBack(['jana', 'olaf']), '2027-01-12', 'full')).toBe(
      'Anna Berg: ändern und neu einreichen. Die Einwände von Ihnen und Jana Weiß sind offen und enden, wenn neu eingereicht oder doch freigegeben wird.',
    );
    expect(says('en', sentBack(['jana']), '2027-01-12', 'full')).toBe(
      'Anna Berg: to change and submit again. The objection by Jana Weiß is open until the plan is submitted again or approved after all.',
    );
    expect(says('de', sentBack(['jana', 'tom', 'kim']))).toBe(
      'Anna Berg: ändern und neu einreichen. 3 Einwände offen',
    );
    expect(objectionWords(speechIn('de', 'jana'), ['jana'])).toBe('Ihr Einwand ist offen');
    expect(objectionWords(speechIn('en', 'jana'), ['jana'], 'full')).toBe(
      'Your objection is open until the plan is submitted again or you approve after all.',
    );
    expect(objectionWords(speechIn('en'), ['jana'])).toBe('Objection by Jana Weiß open');
  });
});
