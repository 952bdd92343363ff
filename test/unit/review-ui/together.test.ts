import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../../../renderer/client';
import { planRow } from '../../../renderer/client/board/plan-row';
import { standingOf } from '../../../renderer/features/plan/review/standing';
import type { Opened } from '../../../renderer/features/plan/review/store';
import { approvalOf, fullWeeks, spanOfAll } from '../../../renderer/features/plan/review/together';
import { readHistory, type Submission } from '../../../shared/domain/history';
import { digestOf, type PlanJson } from '../../../shared/domain/plan';
import { campaign, PLAN, PROMISE, Records } from '../../support/host/records';

const VERA = { id: 'vera', department: 'sales', role: 'member', approver: true, active: true } as const;

/** The plan as Vera sees it, after what was stated. */
function rowAfter(state: (records: Records) => void, document = campaign(), isDeleted = false): PlanRow {
  const records = Records.founded();
  state(records);
  return rowOf(records, document, isDeleted);
}

function rowOf(records: Records, document = campaign(), isDeleted = false): PlanRow {
  const history = readHistory(PLAN, records.board);
  const view = { history, openThreads: 0, takenBack: null, me: VERA, today: '2027-01-01' };
  return planRow({ ...document, id: PLAN } as PlanJson, view, isDeleted);
}

function submissionIn({ status }: PlanRow): Submission {
  if (!status.submission) throw new Error('not submitted');
  return status.submission;
}

const submitted = (records: Records) => records.submit(campaign());

describe('[REVIEW-6] why a plan cannot be decided here any more', () => {
  it('says nothing of what waits', () => {
    const row = rowAfter(submitted);
    expect(standingOf(row, 'vera', submissionIn(row))).toEqual({ kind: 'waits' });
  });

  it('names who has decided, and tells one’s own word from that of others', () => {
    const approved = rowAfter((records) => {
      submitted(records);
      records.decide('approve');
    });
    expect(standingOf(approved, 'vera')).toEqual({ kind: 'own' });
    expect(standingOf(approved, 'viktor')).toEqual({ kind: 'approved', by: 'vera' });
    const declined = rowAfter((records) => {
      submitted(records);
      records.decide('decline');
    });
    expect(standingOf(declined, 'viktor')).toEqual({ kind: 'declined', by: 'vera' });
  });

  it('tells a change from a further submission', () => {
    const other = campaign({ title: 'Sommer' });
    const seen = submissionIn(rowAfter(submitted));
    expect(standingOf(rowAfter(submitted, other), 'vera', seen)).toEqual({ kind: 'changed' });
    const again = rowAfter((records) => {
      submitted(records);
      records.submit(other);
    }, other);
    expect(standingOf(again, 'vera', seen)).toEqual({ kind: 'resubmitted' });
    // The same words, with another promise in return.
    const records = Records.founded().submit();
    const first = submissionIn(rowOf(records));
    records.submit(campaign(), 'max', {
      returnPromise: [{ what: 'other', text: 'Muster', dueOn: '2027-03-01' }],
    });
    expect(standingOf(rowOf(records), 'vera', first)).toEqual({ kind: 'resubmitted' });
  });

  it('knows what was taken back, deleted, and is not there at all', () => {
    const recalled = rowAfter((records) => {
      submitted(records);
      records.end('recalled');
    });
    expect(standingOf(recalled, 'vera')).toEqual({ kind: 'recalled' });
    expect(standingOf(rowAfter(submitted, campaign(), true), 'vera')).toEqual({ kind: 'deleted' });
    expect(standingOf(undefined, 'vera')).toEqual({ kind: 'missing' });
  });
});

function read(planId: string, fields: Parameters<typeof campaign>[0], over: Partial<Opened> = {}): Opened {
  const row = rowAfter((records) => records.submit(campaign(fields)), campaign(fields));
  const { submission } = row.status;
  if (!submission) throw new Error('submitted just now');
  return {
    key: `b/${planId}`,
    boardId: 'b',
    planId,
    title: planId,
    row,
    submission,
    needsPromise: true,
    onBehalfOf: null,
    ...over,
  };
}

describe('[REVIEW-9] approving several together', () => {
  it('is about what was read, promises where that is asked for, and says for whom', () => {
    const one = read('one', {});
    const digest = digestOf(campaign());
    const about = { kind: 'decision', plan: 'one', verdict: 'approve', digest };
    expect(approvalOf(one, PROMISE, '')).toEqual({ ...about, promise: PROMISE });
    expect(approvalOf(one, PROMISE, 'zu zweit')).toEqual({ ...about, promise: PROMISE, note: 'zu zweit' });
    expect(approvalOf({ ...one, needsPromise: false }, PROMISE, 'zu zweit')).toEqual(about);
    expect(approvalOf({ ...one, needsPromise: false, onBehalfOf: 'ben' }, null, '')).toEqual({
      ...about,
      onBehalfOf: 'ben',
    });
  });

  it('sets one promise against all of them at once, and what is promised already', () => {
    // Ten working days from a Monday on: fifty calls a week each, of every enquiry.
    const dates = { start: '2027-03-01', end: '2027-03-14', expectedEnquiries: 100 };
    const [one, two] = [
      read('one', dates),
      read('two', { ...dates, start: '2027-03-08', end: '2027-03-21' }),
    ];
    const promise = { ...PROMISE, callShare: 1, capacityPerWeek: 60 };
    expect(fullWeeks([one], promise, [])).toEqual([]);
    expect(fullWeeks([one, two], promise, [])).toMatchObject([{ monday: '2027-03-08', calls: 100 }]);
    expect(fullWeeks([one, { ...two, needsPromise: false }], promise, [])).toEqual([]);
    const asked = [{ monday: '2027-03-01', calls: 20, plans: [], others: 1 }];
    expect(fullWeeks([one], promise, asked)).toMatchObject([{ monday: '2027-03-01', calls: 70 }]);
    expect(spanOfAll([one, two])).toEqual({ from: '2027-03-01', to: '2027-03-28' });
    expect(spanOfAll([])).toBeNull();
  });
});
