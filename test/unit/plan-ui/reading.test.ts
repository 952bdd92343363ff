import { describe, expect, it } from 'vitest';
import { beforeNow, beforeSubmission } from '../../../renderer/features/plan/logic/looked-at';
import { opensAsDocument } from '../../../renderer/features/plan/logic/reading';
import { readHistory } from '../../../shared/domain/history';
import { statusFrom } from '../../../shared/domain/status';
import { digestOf, type Material } from '../../../shared/domain/plan';
import { campaign, PLAN, Records } from '../../support/host/records';

const A = campaign({ goal: 'A' });
const B = campaign({ goal: 'B' });
const C = campaign({ goal: 'C' });
const TODAY = '2027-01-01';

/** How a plan stands after some steps, seen by its board's record. */
function after(steps: (records: Records) => Records, material: Material) {
  const { board } = steps(Records.founded());
  const history = readHistory(PLAN, board);
  const status = statusFrom(history, { digest: digestOf(material), material }, TODAY);
  return { entries: board.filter(({ plan }) => plan === PLAN), status, material };
}

describe('[PLANUI-24] a plan opens as a document', () => {
  const marketing = { department: 'marketing' } as const;
  const sales = { department: 'sales' } as const;

  it('for the department that decides, while it is in review', () => {
    const waits = after((records) => records.submit(A), A);
    expect(opensAsDocument(sales, true, waits)).toBe(true);
    expect(opensAsDocument(marketing, true, waits)).toBe(false);
    const asked = after((records) => records.submit(A).decide('request-changes', A), A);
    expect(opensAsDocument(sales, true, asked)).toBe(false);
  });

  it('for marketing, if it is an activity of sales', () => {
    const waits = after((records) => records.submit(A), A);
    const material = { ...A, kind: 'sales-activity' };
    expect(opensAsDocument(marketing, true, { ...waits, material })).toBe(true);
    expect(opensAsDocument(sales, true, { ...waits, material })).toBe(false);
  });

  it('for whoever may not edit, however it stands', () => {
    const agreed = after((records) => records.submit(A).decide('approve', A), A);
    expect(opensAsDocument(marketing, false, agreed)).toBe(true);
    expect(opensAsDocument(marketing, true, agreed)).toBe(false);
  });
});

describe('[PLANUI-22] [PLANUI-24] what a reader compares a plan with', () => {
  it('is what he decided about, then what was agreed, then the submission before', () => {
    const earlier = (steps: (records: Records) => Records, member: string) => {
      const { entries, status } = after(steps, C);
      if (!status.submission) throw new Error('nothing was submitted');
      return beforeSubmission(entries, member, status.submission, status.agreement);
    };
    const again = (records: Records) => records.submit(A).decide('request-changes', A).submit(B).submit(C);
    expect(earlier(again, 'vera')).toEqual({ why: 'decided', snapshot: A, number: 1 });
    expect(earlier(again, 'kim')).toEqual({ why: 'submitted', snapshot: B, number: 2 });
    const anew = (records: Records) => records.submit(A).decide('approve', A).submit(C);
    expect(earlier(anew, 'kim')).toEqual({ why: 'agreed', snapshot: A, number: null });
    expect(earlier((records) => records.submit(C), 'vera')).toBeNull();
  });

  it('is the agreement once it is agreed, and nothing for a draft', () => {
    const agreed = after(
      (records) => records.submit(A).decide('request-changes', A).submit(B).decide('approve', B),
      C,
    );
    expect(beforeNow(agreed.entries, 'vera', agreed.status)).toEqual({
      why: 'agreed',
      snapshot: B,
      number: null,
    });
    const recalled = after((records) => records.submit(A), A);
    expect(beforeNow(recalled.entries, 'vera', { ...recalled.status, state: 'draft' })).toBeNull();
  });
});
