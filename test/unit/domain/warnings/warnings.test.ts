import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { readAllPlans } from '../../../../shared/doc/board-doc';
import { copyPlan, createPlan, setMeta } from '../../../../shared/doc/commands';
import type { Period } from '../../../../shared/domain/days/periods';
import type { Json } from '../../../../shared/domain/json';
import { digestOf, materialOf, type PlanJson } from '../../../../shared/domain/plan';
import { planStatus } from '../../../../shared/domain/status';
import {
  acceptance,
  acceptedIn,
  acceptedKey,
  acceptedReason,
  formerReason,
  isAmong,
} from '../../../../shared/domain/warnings/accepted';
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
        extent: { of: 'fachhandwerk', days: { from: '2027-03-20', to: '2027-03-31' }, ground: ['DE-BY'] },
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
    expect(acceptedIn(read().meta)).toEqual([warning.key]);
    setMeta(doc, PLAN, 'from', 'other');
    setMeta(doc, PLAN, acceptedKey({ key: 'period p' }), ' \u200b');
    expect(acceptedIn(read().meta)).toEqual([warning.key]);
    setMeta(doc, PLAN, acceptedKey(warning), null);
    expect(acceptedIn(read().meta)).toEqual([]);
    expect(acceptedReason(read(), warning)).toBeNull();
  });

  describe('[WARN-9] what was accepted was the state of things: a warning that goes further is said again', () => {
    /** Accepts the one warning of a plan, and tells whether it is accepted of that plan as it is then. */
    const acceptedOf = (before: WarningInput) => {
      const [warning, ...others] = warningsOf(before);
      expect(others).toEqual([]);
      if (!warning) throw new Error('nothing speaks against it');
      const meta = JSON.parse(
        JSON.stringify({ [acceptedKey(warning)]: acceptance(warning, 'Muss sein') }),
      ) as Json;
      return (now: WarningInput) => {
        const [again] = warningsOf(now);
        if (!again) throw new Error('nothing speaks against it any more');
        const isAccepted = acceptedReason({ id: PLAN, meta }, again) === 'Muss sein';
        expect(formerReason({ id: PLAN, meta }, again)).toBe(isAccepted ? null : 'Muss sein');
        expect(isAmong(acceptedIn(meta), again)).toBe(isAccepted);
        return isAccepted;
      };
    };

    it('the budget that falls on the quarter, and not what others spend', () => {
      const frame = { from: '2027-01-01', currency: 'EUR', amountMinor: 100_00, agreedMinor: 90_00 };
      const over = (budgetMinor: number, agreedMinor = 90_00) =>
        input({ budgetMinor, currency: 'EUR' }, { frames: [{ ...frame, agreedMinor }] });
      const isAccepted = acceptedOf(over(50_00));
      expect(isAccepted(over(50_00))).toBe(true);
      expect(isAccepted(over(40_00))).toBe(true);
      expect(isAccepted(over(50_00, 99_00))).toBe(true);
      expect(isAccepted(over(50_01))).toBe(false);
    });

    it('the calls that the plan itself asks for', () => {
      const asks = (expectedEnquiries: number, calls: number) => {
        const material = campaign({ expectedEnquiries });
        const status = planStatus(PLAN, current(material), new Log().agree(material).entries, TODAY);
        const week = {
          monday: '2027-03-01',
          calls,
          over: true,
          plans: [{ board: BOARD, plan: PLAN }],
          others: 1,
        };
        return input(
          { expectedEnquiries },
          { status, load: { owner: 'vera', capacityPerWeek: 10, weeks: [week] } },
        );
      };
      const isAccepted = acceptedOf(asks(200, 30));
      expect(isAccepted(asks(200, 90))).toBe(true);
      expect(isAccepted(asks(100, 30))).toBe(true);
      expect(isAccepted(asks(400, 30))).toBe(false);
    });

    it('the days, the audience and the ground that both have', () => {
      const other = {
        board: 'solar',
        plan: 'p2',
        title: 'Solar',
        audience: 'Fachhandwerk',
        regions: ['Deutschland'],
        from: '2027-03-20',
        to: '2027-04-20',
      };
      const beside = (over: Record<string, unknown>, of: Partial<typeof other> = {}) =>
        input(
          { audience: 'Fachhandwerk', regions: ['Bayern', 'Hessen'], end: '2027-03-31', ...over },
          { others: [{ ...other, ...of }] },
        );
      const isAccepted = acceptedOf(beside({}));
      expect(isAccepted(beside({ end: '2027-03-25', regions: ['Bayern'] }))).toBe(true);
      expect(isAccepted(beside({ regions: ['Deutschland'] }, { regions: ['Bayern', 'Hessen'] }))).toBe(true);
      expect(isAccepted(beside({}, { audience: 'fachhandwerk ' }))).toBe(true);
      expect(isAccepted(beside({ end: '2027-04-01' }))).toBe(false);
      expect(isAccepted(beside({}, { from: '2027-03-19' }))).toBe(false);
      expect(isAccepted(beside({ regions: ['Bayern', 'Saarland'] }))).toBe(false);
      expect(isAccepted(beside({ regions: [] }))).toBe(false);
      expect(isAccepted(beside({ regions: [] }, { regions: [] }))).toBe(false);
      expect(isAccepted(beside({ audience: 'Planer' }, { audience: 'Planer' }))).toBe(false);
      const everywhere = acceptedOf(beside({ regions: [] }, { regions: [] }));
      expect(everywhere(beside({}))).toBe(true);
    });

    it('the day of the start in a period, and what kind of period it is', () => {
      const during = (start: string, over: Partial<Period> = {}) =>
        input({ start }, { periods: [period(over)] });
      const isAccepted = acceptedOf(during('2027-03-01'));
      expect(isAccepted(during('2027-03-01', { title: 'Anders' }))).toBe(true);
      expect(isAccepted(during('2027-03-02'))).toBe(false);
      expect(isAccepted(during('2027-03-01', { kind: 'freeze' }))).toBe(false);
    });

    it('a reason noted before how far it went holds on, and what nobody can read holds nothing', () => {
      const frame = { from: '2027-01-01', currency: 'EUR', amountMinor: 100_00, agreedMinor: 90_00 };
      const [warning] = warningsOf(input({ budgetMinor: 50_00, currency: 'EUR' }, { frames: [frame] }));
      if (!warning) throw new Error('nothing speaks against it');
      const reasonOf = (noted: Json) =>
        acceptedReason({ id: PLAN, meta: { [acceptedKey(warning)]: noted } }, warning);
      expect(reasonOf('Von früher')).toBe('Von früher');
      const unreadable: Json[] = [null, 'x', {}, { amount: '9' }, { amount: 1 }, { of: 'x', amount: 1e9 }];
      for (const extent of unreadable) expect(reasonOf({ reason: 'Muss sein', extent })).toBeNull();
      expect(reasonOf({ reason: 7, extent: { amount: 1e9 } })).toBeNull();
      expect(reasonOf(['Muss sein'])).toBeNull();
    });
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
