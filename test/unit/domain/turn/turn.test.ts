import { describe, expect, it, test } from 'vitest';
import type { Delegation } from '../../../../shared/domain/turn/delegation';
import type { Material } from '../../../../shared/domain/plan';
import type { Rights } from '../../../../shared/domain/people';
import { mayRemind, reminderDue } from '../../../../shared/domain/turn/reminders';
import {
  awayAmong,
  objectionsIn,
  objectionsTo,
  turnOf,
  type Around,
  type Turn,
} from '../../../../shared/domain/turn/turn';
import { addWorkdays } from '../../../../shared/domain/dates';
import { dayAt, startOfDay } from '../../../../shared/domain/days/zones';
import { campaign, CAST, Log, PROMISE, TODAY } from '../support';

const { max, mia, vera, kim, olaf } = CAST;
const tom: Rights = { ...vera, id: 'tom' };
const A = campaign();
const B = campaign({ title: 'Herbst' });
const PEOPLE = [max, mia, vera, kim, olaf];
const stand = (member: string, deputy: string, allowed = false): Delegation => ({
  member,
  deputy,
  from: '2027-01-01T00:00:00.000Z',
  until: '2027-02-01T00:00:00.000Z',
  allowed,
});
const turn = (log: Log, plan: Material | null = A, around: Partial<Around> = {}): Turn | null =>
  turnOf(log.status(plan, around.today), plan ?? {}, {
    members: PEOPLE,
    absences: [],
    delegations: [],
    today: TODAY,
    ...around,
  });
const whose = (found: Turn | null) => found && [found.does, ...found.who.map(({ member }) => member)];

describe('[TURN-1] whose turn it is follows from record, rights and the day', () => {
  const agreed = () => new Log().agree(A);
  test.each<[string, Log, Material | null, (string | undefined)[] | null]>([
    ['the owner of a draft', new Log(), A, ['submit', 'max']],
    ['those who can decide what is in review', new Log().submit(A), A, ['decide', 'vera']],
    [
      'the owner and who submitted, once it was changed',
      new Log().submit(A, 'mia'),
      B,
      ['submit', 'max', 'mia'],
    ],
    [
      'the owner and who submitted, of whom changes were asked',
      new Log().submit(A, 'mia').decide('request-changes', A),
      A,
      ['change', 'max', 'mia'],
    ],
    ['nobody of what was declined', new Log().submit(A).decide('decline', A), A, null],
    ['the owner of what is agreed', agreed(), A, ['launch', 'max']],
    ['the owner of what was changed since', agreed(), B, ['submit', 'max']],
    ['nobody while it runs', agreed().end('launched', A), A, null],
    ['nobody of what is closed', agreed().end('launched', A).end('closed', A), A, null],
    ['nobody of what was withdrawn', agreed().end('withdrawn', A), A, null],
    ['nobody of what was deleted', new Log().submit(A), null, null],
  ])('%s', (_what, log, plan, expected) => {
    expect(whose(turn(log, plan))).toEqual(expected);
  });

  it('the owner of what ran, once it is over', () => {
    expect(whose(turn(agreed().end('launched', A), A, { today: '2027-05-01' }))).toEqual(['close', 'max']);
  });

  it('not who has decided already, where two are needed', () => {
    const log = new Log();
    log.policy = { ...log.policy, approvals: 2 };
    log.submit(A).decide('approve', A, 'vera', { promise: PROMISE });
    expect(whose(turn(log, A, { members: [...PEOPLE, tom] }))).toEqual(['decide', 'tom']);
  });

  it('says what is missing: somebody who could approve, the promise, somebody in charge', () => {
    expect(turn(new Log().submit(A))?.missing).toEqual(['promise']);
    expect(turn(new Log().submit(A), A, { members: [max, kim] })).toMatchObject({
      who: [],
      missing: ['approver', 'promise'],
    });
    expect(turn(new Log(), campaign({ ownerId: 'nobody' }))).toMatchObject({ who: [], missing: ['owner'] });
  });
});

describe('[TURN-5] an objection is still to end', () => {
  const sent = () => new Log().submit(A).decide('request-changes', A);
  const objections = (log: Log, plan: Material | null = A) => objectionsTo(log.status(plan));
  it('of whoever asked for changes, until it is submitted again or he says yes after all', () => {
    expect(turn(sent())).toMatchObject({ missing: ['objection'], objections: ['vera'] });
    // Changing it is no answer yet.
    expect(turn(sent(), B)).toMatchObject({ missing: ['objection'], objections: ['vera'] });
    expect(turn(sent().submit(B), B)).toMatchObject({ objections: [] });
    const log = sent();
    log.policy = { ...log.policy, approvals: 2 };
    log.submit(A).decide('request-changes', A).decide('approve', A, 'vera', { promise: PROMISE });
    expect(turn(log)).toMatchObject({ does: 'decide', objections: [] });
  });

  it('of everybody who has one, whoever else said yes', () => {
    const log = new Log();
    log.policy = { ...log.policy, approvals: 2 };
    log.submit(A).decide('decline', A).decide('request-changes', A, 'tom').decide('approve', A, 'kim');
    expect([log.status(A).state, objections(log)]).toEqual(['declined', ['vera', 'tom']]);
    // Of each his last word, with its reason.
    log.decide('request-changes', A, 'vera', { note: 'Später' });
    expect(objectionsIn(log.status(A)).map(({ by, verdict, note }) => [by, verdict, note])).toEqual([
      ['vera', 'request-changes', 'Später'],
      ['tom', 'request-changes', undefined],
    ]);
  });

  it('of nobody once it is withdrawn, or lies in the bin', () => {
    expect(objections(sent().end('withdrawn', A))).toEqual([]);
    expect(objections(sent(), null)).toEqual([]);
    expect(objections(new Log().submit(A))).toEqual([]);
  });
});

describe('[TURN-2] who is away and who stands in', () => {
  const away = { member: 'vera', from: '2027-01-10', until: '2027-01-20' };
  it('names the last day of an absence, and puts who is there first', () => {
    const found = turn(new Log().submit(A), A, { members: [...PEOPLE, tom], absences: [away] });
    expect(found?.who).toEqual([
      { member: 'tom', awayUntil: null, standsIn: null },
      { member: 'vera', awayUntil: '2027-01-20', standsIn: null },
    ]);
  });

  test.each<[string, Partial<Around>, string | null]>([
    [
      'a deputy who is an approver',
      { members: [...PEOPLE, tom], delegations: [stand('vera', 'tom')] },
      'tom',
    ],
    ['one whom an owner allowed', { delegations: [stand('vera', 'kim', true)] }, 'kim'],
    ['not one whom nobody allowed', { delegations: [stand('vera', 'kim')] }, null],
    ['not one of another department', { delegations: [stand('vera', 'mia')] }, null],
  ])('%s', (_what, around, standsIn) => {
    const found = turn(new Log().submit(A), A, { absences: [away], ...around });
    expect(found?.who.find(({ member }) => member === 'vera')).toEqual({
      member: 'vera',
      awayUntil: '2027-01-20',
      standsIn,
    });
  });

  it('[AWAY-2] says of those who could decide who is away, until when, and who stands in', () => {
    const delegations = [stand('vera', 'kim', true)];
    const around = { members: PEOPLE, absences: [away], delegations, today: TODAY };
    expect(awayAmong(A, max, around)).toEqual([{ ...away, standsIn: 'kim' }]);
    const before = { ...around, today: '2027-01-09' };
    expect(awayAmong(A, max, before)).toEqual([]);
    // Within the deadline.
    expect(awayAmong(A, max, before, away.from)).toEqual([{ ...away, standsIn: 'kim' }]);
    expect(awayAmong(A, max, { ...around, today: '2027-01-21' }, '2027-02-01')).toEqual([]);
  });

  test.each<[string, Partial<Around>, Material]>([
    ['one whom nobody allowed yet', { delegations: [stand('vera', 'kim')] }, A],
    ['one who owns the plan', {}, campaign({ ownerId: 'kim' })],
    [
      'one who was named for other days',
      { absences: [{ ...away, from: '2027-03-01', until: '2027-03-02' }], today: '2027-03-01' },
      A,
    ],
  ])('[AWAY-2] does not name %s as standing in', (_what, over, plan) => {
    const delegations = [stand('vera', 'kim', true)];
    const around = { members: PEOPLE, absences: [away], delegations, today: TODAY, ...over };
    expect(awayAmong(plan, max, around).map(({ standsIn }) => standsIn)).not.toContain('kim');
  });

  it('is over with its last day', () => {
    const found = turn(new Log().submit(A), A, { absences: [away], today: '2027-01-21' });
    expect(found?.who[0]?.awayUntil).toBeNull();
  });
});

describe('[TURN-3] a deadline', () => {
  const log = () => new Log().submit(A, 'max', { decideBy: '2027-01-15' });
  it('is the last day for a decision, that day included', () => {
    expect(turn(log())).toMatchObject({ by: '2027-01-15', isOverdue: false });
    expect(turn(log(), A, { today: '2027-01-16' })).toMatchObject({ isOverdue: true });
  });

  it('is so many working days from today', () => {
    expect(addWorkdays('2027-01-15', 1)).toBe('2027-01-18');
    expect(addWorkdays('2027-01-16', 1)).toBe('2027-01-18');
    expect(addWorkdays('2027-01-13', 5)).toBe('2027-01-20');
    expect(addWorkdays('2027-01-13', 0)).toBe('2027-01-13');
  });

  it('ends with its day in the time zone, also when summer time begins or ends', () => {
    expect(startOfDay('2027-03-29', 'Europe/Berlin')).toBe('2027-03-28T22:00:00.000Z');
    expect(startOfDay('2027-03-28', 'Europe/Berlin')).toBe('2027-03-27T23:00:00.000Z');
    expect(startOfDay('2027-11-01', 'Europe/Berlin')).toBe('2027-10-31T23:00:00.000Z');
    expect(dayAt('2027-03-28T21:59:59.999Z', 'Europe/Berlin')).toBe('2027-03-28');
    expect(dayAt('2027-03-28T22:00:00.000Z', 'Europe/Berlin')).toBe('2027-03-29');
    expect(dayAt('2027-01-15T23:30:00.000Z', 'Asia/Manila')).toBe('2027-01-16');
  });
});

describe('[REMIND-1] reminders', () => {
  const around = (today: string) => ({ owners: ['olaf'], today, zone: 'Europe/Berlin' });
  const due = (today: string, given: string[] = [], log?: Log) => {
    const submitted = log ?? new Log().submit(A, 'max', { decideBy: '2027-01-15' });
    return reminderDue(
      submitted.status(A, today),
      turn(submitted, A, { today }),
      around(today),
      new Set(given),
    );
  };
  test.each<[string, string, string[], string | null]>([
    ['not three days before', '2027-01-12', [], null],
    ['two days before', '2027-01-13', [], 'two-days-before'],
    ['not again the day before', '2027-01-14', ['two-days-before'], null],
    ['on the day', '2027-01-15', ['two-days-before'], 'due-today'],
    ['the day after', '2027-01-16', ['two-days-before', 'due-today'], 'overdue'],
    ['not once more', '2027-03-16', ['overdue'], null],
    ['the last one only after a sleep of three days', '2027-01-16', ['two-days-before'], 'overdue'],
    ['none again after a clock was set back', '2027-01-13', ['due-today'], null],
  ])('%s', (_what, today, given, step) => {
    expect(due(today, given)?.step ?? null).toBe(step);
  });

  it('go to who decides; the day after to deputies and owners too', () => {
    expect(due('2027-01-15')?.to).toEqual(['vera']);
    expect(due('2027-01-16')?.to).toEqual(['vera', 'olaf']);
    const log = new Log().submit(A, 'max', { decideBy: '2027-01-15' });
    const away = {
      absences: [{ member: 'vera', from: '2027-01-01', until: '2027-01-31' }],
      delegations: [stand('vera', 'kim', true)],
    };
    const at = (today: string) =>
      reminderDue(log.status(A, today), turn(log, A, { ...away, today }), around(today), new Set())?.to;
    expect(at('2027-01-15')).toEqual(['kim']);
    expect(at('2027-01-16')).toEqual(['vera', 'kim', 'olaf']);
  });

  it('end with the decision, and are none without a deadline', () => {
    const decided = new Log().submit(A, 'max', { decideBy: '2027-01-15' }).decide('approve', A);
    expect(due('2027-01-16', [], decided)).toBeNull();
    expect(due('2027-01-16', [], new Log().submit(A))).toBeNull();
  });

  it('are none that were due before it was submitted', () => {
    // Submitted on 1 November 2026.
    expect(due('2026-11-02', [], new Log().submit(A, 'max', { decideBy: '2026-11-02' }))?.step).toBe(
      'due-today',
    );
    expect(due('2026-11-01', [], new Log().submit(A, 'max', { decideBy: '2026-11-02' }))).toBeNull();
    expect(due('2026-11-02', [], new Log().submit(A, 'max', { decideBy: '2026-10-01' }))).toBeNull();
  });

  test.each<[string, Rights, Log, string | null]>([
    ['who submitted it', mia, new Log().submit(A, 'mia'), null],
    ['who owns it', max, new Log().submit(A, 'mia'), null],
    ['an owner', olaf, new Log().submit(A), null],
    ['nobody else', kim, new Log().submit(A), 'not-plan-owner'],
    ['nobody once it is decided', max, new Log().agree(A), 'not-in-review'],
  ])('[REMIND-2] by hand: %s', (_what, member, log, refusal) => {
    expect(mayRemind(member, log.status(A), turn(log))).toBe(refusal);
  });
});
