import { describe, expect, it } from 'vitest';
import { decidedBefore, versionsOf } from '../../../shared/domain/versions';
import { campaign, Records } from '../../support/host/records';

const A = campaign({ goal: 'A' });
const B = campaign({ goal: 'B' });
const C = campaign({ goal: 'C' });

describe('[PLANUI-22] what is new for whoever decides', () => {
  it('is told from the version that each entry is about', () => {
    const { board } = Records.founded()
      .submit(A)
      .decide('request-changes', A)
      .submit(B)
      .decide('decline', A)
      .end('launched', C);
    const about = versionsOf(board);
    expect(board.map(({ seq }) => about.get(seq)?.number ?? null)).toEqual([null, 1, 1, 2, 1, 2]);
    expect(about.get(board[3]?.seq ?? 0)?.previous?.snapshot).toEqual(A);
  });

  it('counts from the version he last decided about himself, not from what others said', () => {
    const { board } = Records.founded().submit(A).decide('request-changes', A).submit(B).submit(C);
    const submission = { seq: board.at(-1)?.seq ?? 0 };
    expect(decidedBefore(board, 'vera', submission)?.snapshot).toEqual(A);
    expect(decidedBefore(board, 'kim', submission)).toBeNull();
  });

  it('leaves out what he said of this very version', () => {
    const { board } = Records.founded().submit(A).decide('request-changes', A);
    expect(decidedBefore(board, 'vera', { seq: board.at(-2)?.seq ?? 0 })).toBeNull();
  });
});
