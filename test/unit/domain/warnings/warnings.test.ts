import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { readAllPlans } from '../../../../shared/doc/board-doc';
import { copyPlan, createPlan, setMeta } from '../../../../shared/doc/commands';
import type { Period } from '../../../../shared/domain/days/periods';
import type { Json } from '../../../../shared/domain/json';
import { digestOf, materialOf, type PlanJson } from '../../../../shared/domain/plan';
import { planStatus } from '../../../../shared/domain/status';
import { acceptedCauses, acceptedKey, acceptedReason } from '../../../../shared/domain/warnings/accepted';
import { warningsOf, type WarningInput } from '../../../../shared/domain/warnings/warnings';
import { BOARD, campaign, current, Log, PLAN, TODAY } from '../support';

function input(fields: Record<string, Json>, rest: Partial<WarningInput> = {}): WarningInput {
  const material = campaign({ start: '2027-03-01', end: '2027-03-31', ...fields });
  return {
    board: BOARD,
    plan: PLAN,
    material,
    status: planStatus(PLAN, current(material), [], TODAY),
    today: TODAY,
    leadTimeDays: 14,
    others: [],
    periods: [],
    frames: [],
    load: null,
    ...rest,
  };
}
const kinds = (of: WarningInput) => warningsOf(of).map(({ kind }) => kind);
const other = {
  board: 'solar',
  plan: 'p2',
  title: 'Solar',
  audience: 'Fachhandwerk ',
  regions: ['Deutschland'],
  from: '2027-03-20',
  to: '2027-04-10',
};
const period = (over: Partial<Period>): Period => ({
  id: 'p',
  kind: 'closed',
  title: 'Betriebsferien',
  from: '2027-03-01',
  to: '2027-03-05',
  regions: [],
  by: 'vera',
  at: '2026-11-28T10:00:00.000Z',
  ...over,
});

describe('warnings', () => {
  it('[WARN-1] says nothing of a plan against which nothing speaks', () => {
    expect(warningsOf(input({}))).toEqual([]);
    expect(warningsOf(input({ start: null }))).toEqual([]);
  });

  it('[WARN-2] the same audience, at the same time, on the same ground', () => {
    const plan = { audience: 'fachhandwerk', regions: ['Bayern'] };
    expect(warningsOf(input(plan, { others: [other] }))).toEqual([
      {
        kind: 'same-audience',
        key: 'same-audience solar p2',
        board: 'solar',
        plan: 'p2',
        title: 'Solar',
        audience: 'Fachhandwerk ',
        both: { from: '2027-03-20', to: '2027-03-31' },
      },
    ]);
    const none = [
      input({ ...plan, regions: ['Tirol'] }, { others: [other] }),
      input({ ...plan, end: '2027-03-19' }, { others: [other] }),
      input({ ...plan, audience: 'Planer' }, { others: [other] }),
      input({ regions: ['Bayern'] }, { others: [{ ...other, audience: '' }] }),
      input(plan, { others: [{ ...other, board: BOARD, plan: PLAN }] }),
    ];
    expect(none.map(kinds)).toEqual(none.map(() => []));
  });

  it('[WARN-3] weeks in which the promise asks for more calls than its owner can make', () => {
    const week = (monday: string, calls: number, plan = PLAN) => ({
      monday,
      calls,
      over: calls > 40,
      plans: [{ board: BOARD, plan }],
      others: 1,
    });
    const load = {
      owner: 'vera',
      capacityPerWeek: 40,
      weeks: [week('2027-03-01', 41), week('2027-03-08', 40), week('2027-03-15', 50, 'another')],
    };
    expect(warningsOf(input({}, { load }))).toEqual([
      {
        kind: 'over-capacity',
        key: 'over-capacity vera 2027-03-01',
        owner: 'vera',
        monday: '2027-03-01',
        calls: 41,
        capacity: 40,
      },
    ]);
  });

  it('[WARN-4] a start nearer than the rules ask for, until the plan is agreed', () => {
    expect(warningsOf(input({ start: '2027-01-28' }))).toMatchObject([
      { kind: 'lead-time', days: 13, leadTimeDays: 14, earliest: '2027-01-29' },
    ]);
    expect(kinds(input({ start: '2027-01-29' }))).toEqual([]);
    const material = campaign({ start: '2027-01-20' });
    const agreed = planStatus(PLAN, current(material), new Log().agree(material).entries, TODAY);
    expect(kinds(input({ start: '2027-01-20' }, { status: agreed }))).toEqual([]);
    // What was submitted in time is in time, however long it waits.
    const submitted = planStatus(PLAN, current(material), new Log().submit(material).entries, TODAY);
    expect(kinds(input({ start: '2027-01-20' }, { status: submitted }))).toEqual([]);
  });

  it('[WARN-4] another start than the one in review counts from today, as it has to be submitted again', () => {
    const submitted = planStatus(
      PLAN,
      current(campaign({ start: '2027-01-20' })),
      new Log().submit(campaign({ start: '2027-03-01' })).entries,
      TODAY,
    );
    const moved = input({ start: '2027-01-20' }, { status: { ...submitted, state: 'in-review' } });
    expect(warningsOf(moved)).toMatchObject([{ kind: 'lead-time', days: 5, earliest: '2027-01-29' }]);
  });

  it('[WARN-4] [WARN-5] the ways out agree: in time, and on a day on which nothing else speaks against it', () => {
    const soon = input({ start: '2027-05-17', regions: ['Bayern'] }, { today: '2027-05-13' });
    // In time from Corpus Christi on.
    expect(warningsOf(soon)).toMatchObject([
      { kind: 'lead-time', earliest: '2027-05-28' },
      { kind: 'holiday', next: '2027-05-28' },
    ]);
    const past = input({ start: '2027-01-01', regions: ['Bayern'] }, { leadTimeDays: 0 });
    expect(warningsOf(past)).toMatchObject([
      { kind: 'lead-time', earliest: TODAY },
      { kind: 'holiday', next: TODAY },
    ]);
  });

  it('[WARN-5] says where a holiday is one in parts or from noon on, and is another cause with another holiday alone', () => {
    const on = (start: string, ...regions: string[]) => {
      const [first] = warningsOf(input({ start, regions }));
      return first?.kind === 'holiday' ? first : null;
    };
    expect(on('2028-08-15', 'Saarland', 'Bayern')?.holidays).toMatchObject([
      { region: 'Bayern', holiday: { inParts: true } },
      { region: 'Saarland', holiday: { inParts: false } },
    ]);
    expect(on('2028-05-01', 'Kanton Solothurn')?.holidays).toMatchObject([{ holiday: { fromNoon: true } }]);
    const keys = [
      on('2028-12-26', 'Bayern'),
      on('2028-12-26', 'Bayern', 'Hessen'),
      on('2028-12-26', 'Bayern', 'Tirol'),
      on('2028-12-26', 'Tirol', 'Bayern'),
    ].map((warning) => warning?.key);
    expect(keys).toEqual([
      'holiday 2028-12-26 boxing',
      'holiday 2028-12-26 boxing',
      'holiday 2028-12-26 boxing stephen',
      'holiday 2028-12-26 boxing stephen',
    ]);
  });

  it('[WARN-5] a start on a holiday of one of its regions, with the next day that is none', () => {
    const easter = input({ start: '2027-03-26', end: '2027-04-30', regions: ['Hessen', 'Tirol', 'Nord'] });
    expect(warningsOf(easter)).toMatchObject([
      {
        kind: 'holiday',
        holidays: [{ holiday: { name: 'goodFriday' }, region: 'Hessen' }],
        next: '2027-03-30',
      },
    ]);
    expect(kinds(input({ start: '2027-03-26', regions: ['Tirol'] }))).toEqual([]);
  });

  it('[WARN-6] a start while nobody answers or nothing may be spent; a fair is none', () => {
    expect(warningsOf(input({}, { periods: [period({})] }))).toMatchObject([
      { kind: 'period', key: 'period p', next: '2027-03-08' },
    ]);
    expect(kinds(input({}, { periods: [period({ kind: 'freeze' })] }))).toEqual(['period']);
    expect(kinds(input({}, { periods: [period({ kind: 'fair' })] }))).toEqual([]);
    expect(kinds(input({ regions: ['Wien'] }, { periods: [period({ regions: ['Bayern'] })] }))).toEqual([]);
    expect(kinds(input({ start: '2027-03-08' }, { periods: [period({})] }))).toEqual([]);
  });

  it('[WARN-7] the frame of a quarter: what is agreed on all boards, and this plan by its days in it', () => {
    const frame = { from: '2027-01-01', currency: 'EUR', amountMinor: 100_00, agreedMinor: 60_00 };
    // Half of its 62 days lie in the quarter.
    const plan = { start: '2027-03-01', end: '2027-05-01', budgetMinor: 100_00, currency: 'EUR' };
    expect(warningsOf(input(plan, { frames: [frame] }))).toMatchObject([
      { kind: 'over-frame', overMinor: 10_00 },
    ]);
    expect(kinds(input(plan, { frames: [{ ...frame, currency: 'CHF' }] }))).toEqual([]);
    // What is agreed of the plan itself is in that already.
    const material = campaign(plan);
    const agreed = planStatus(PLAN, current(material), new Log().agree(material).entries, TODAY);
    expect(kinds(input(plan, { frames: [frame], status: agreed }))).toEqual([]);
  });

  it('[WARN-8] accepting one keeps the reason beside the plan and changes no digest', () => {
    const doc = new Y.Doc();
    createPlan(doc, { id: PLAN, kind: 'campaign', ownerId: 'max', fields: { title: 'Frühjahr' } });
    const read = (): PlanJson => readAllPlans(doc)[0] ?? { id: '' };
    const before = digestOf(materialOf(read()));
    const warning = { key: 'holiday 2027-03-26 goodFriday' };
    expect(acceptedReason(read(), warning)).toBeNull();
    setMeta(doc, PLAN, acceptedKey(warning), 'Messe ist geöffnet');
    expect(acceptedReason(read(), warning)).toBe('Messe ist geöffnet');
    expect(acceptedReason(read(), { key: 'holiday 2027-03-29 easterMonday' })).toBeNull();
    expect(digestOf(materialOf(read()))).toBe(before);
    expect(acceptedCauses(read().meta)).toEqual([warning.key]);
    setMeta(doc, PLAN, 'from', 'other');
    setMeta(doc, PLAN, acceptedKey({ key: 'period p' }), ' \u200b');
    expect(acceptedCauses(read().meta)).toEqual([warning.key]);
    setMeta(doc, PLAN, acceptedKey(warning), null);
    expect(acceptedCauses(read().meta)).toEqual([]);
    expect(acceptedReason(read(), warning)).toBeNull();
  });

  it('[AGAIN-4] drafts of a plan say all that it says, on other days, and what they came from', () => {
    const doc = new Y.Doc();
    const sets = { channels: ['Mailing'], regions: ['Bayern'] };
    const brief = [{ type: 'paragraph', children: [{ text: 'Worum es geht' }] }];
    createPlan(doc, {
      id: PLAN,
      kind: 'campaign',
      ownerId: 'max',
      fields: { title: 'Frühjahr', start: '2026-03-02', end: '2026-03-31' },
      sets,
      brief,
      meta: { imported: 'x' },
    });
    const plan = readAllPlans(doc)[0] ?? { id: '' };
    copyPlan(doc, plan, [
      { id: 'next', start: '2027-03-01', end: '2027-03-30', meta: { carriedFrom: PLAN } },
      { id: 'later', start: '2027-05-01', meta: { seriesOf: PLAN } },
    ]);
    const [, next, later] = readAllPlans(doc);
    expect(materialOf(next ?? { id: '' })).toEqual({
      ...materialOf(plan),
      start: '2027-03-01',
      end: '2027-03-30',
    });
    expect(next?.['meta']).toEqual({ carriedFrom: PLAN });
    expect([later?.['end'], later?.['meta']]).toEqual([undefined, { seriesOf: PLAN }]);
    expect(new Set(readAllPlans(doc).map((each) => each['rank'])).size).toBe(3);
  });
});
