import { describe, expect, it, test } from 'vitest';
import { verifyEd25519 } from '../../../../server/base/crypto';
import { decidesFor, isInForce, mayDelegate, type Mandate } from '../../../../shared/domain/turn/delegation';
import { approvalsOf, mayState, waitsFor } from '../../../../shared/domain/judge';
import type { Rights } from '../../../../shared/domain/people';
import type { Verdict } from '../../../../shared/domain/record';
import { WORKSPACE } from '../../../../shared/domain/record';
import { RecordBook } from '../../../../shared/domain/verify/book';
import { DAYS, keyOf, Records } from '../../../support/host/records';
import { campaign, CAST, Log } from '../support';

const { max, mia, vera, kim, gast, gone } = CAST;
const tom: Rights = { ...vera, id: 'tom' };
const ben: Rights = { ...vera, id: 'ben' };
const A = campaign();
const forVera: Mandate = { absent: vera, allowed: false };

const state = (member: Rights, verdict: Verdict, log: Log, mandate: Mandate | null = forVera) =>
  mayState({ kind: 'decision', verdict, mandate }, member, { status: log.status(A), material: A });

describe('naming a deputy', () => {
  test.each<[string, Rights, Rights | null, string | null]>([
    ['[DEPUTY-1] an approver names a colleague of his department', vera, kim, null],
    ['[DEPUTY-1] not one of another department', vera, mia, 'unfit-deputy'],
    ['[DEPUTY-1] not a guest', vera, gast, 'unfit-deputy'],
    ['[DEPUTY-1] not who was removed', vera, gone, 'unfit-deputy'],
    ['[DEPUTY-1] not somebody who came by a workshop', vera, { ...kim, walkIn: true }, 'unfit-deputy'],
    ['[DEPUTY-1] not himself', vera, vera, 'unfit-deputy'],
    ['[DEPUTY-1] not nobody', vera, null, 'unfit-deputy'],
    ['[DEPUTY-1] whoever is no approver has nothing to hand over', kim, vera, 'not-approver'],
  ])('%s', (_what, member, deputy, refusal) => {
    expect(mayDelegate(member, deputy)).toBe(refusal);
  });

  it('[DEPUTY-3] holds from its first instant to before its last', () => {
    const delegation = { member: 'vera', deputy: 'kim', ...DAYS, allowed: true };
    expect(isInForce(delegation, DAYS.from)).toBe(true);
    expect(isInForce(delegation, '2026-11-30T22:59:59.999Z')).toBe(true);
    expect(isInForce(delegation, DAYS.until)).toBe(false);
    expect(isInForce(delegation, '2026-10-31T22:59:59.999Z')).toBe(false);
  });

  test.each<[string, Rights, Mandate, string | null]>([
    ['[DEPUTY-2] an approver needs no yes of an owner', tom, forVera, null],
    ['[DEPUTY-2] anybody else does', kim, forVera, 'no-deputy'],
    ['[DEPUTY-2] and decides with it', kim, { absent: vera, allowed: true }, null],
    ['[DEPUTY-3] not for who is no approver any more', tom, { absent: kim, allowed: true }, 'no-deputy'],
    ['[DEPUTY-3] not for who was removed', tom, { absent: gone, allowed: true }, 'no-deputy'],
    [
      '[DEPUTY-3] not after a change of department',
      { ...tom, department: 'marketing' },
      forVera,
      'no-deputy',
    ],
    ['[DECISION-1] not as a guest', { ...tom, role: 'guest' }, forVera, 'guest'],
  ])('%s', (_what, deputy, mandate, refusal) => {
    expect(decidesFor(deputy, mandate, A)).toBe(refusal);
  });
});

describe('deciding for somebody', () => {
  const submitted = (by = 'max') => new Log().submit(A, by);
  const owned = (ownerId: string) => new Log().submit(campaign({ ownerId }), 'max');
  test.each<[string, Rights, Verdict, Log, string | null]>([
    ['[DEPUTY-3] an approval', tom, 'approve', submitted(), null],
    ['[DEPUTY-3] a no', tom, 'decline', submitted(), null],
    ['[DEPUTY-4] not what the deputy submitted', tom, 'decline', submitted('tom'), 'own-submission'],
    ['[DEPUTY-4] not what the other submitted', tom, 'request-changes', submitted('vera'), 'own-submission'],
    ['[DEPUTY-4] not what the deputy owns', tom, 'decline', owned('tom'), 'own-plan'],
    ['[DEPUTY-4] not what the other owns', tom, 'approve', owned('vera'), 'own-plan'],
    [
      '[DEPUTY-5] not where the other said no',
      tom,
      'approve',
      submitted().decide('decline', A),
      'spoken-already',
    ],
    ['[DEPUTY-5] not even no then', tom, 'decline', submitted().decide('approve', A), 'spoken-already'],
    [
      '[DEPUTY-5] not what another deputy approved for him',
      ben,
      'approve',
      submitted().decide('approve', A, 'tom', { onBehalfOf: 'vera' }),
      'spoken-already',
    ],
    [
      '[DEPUTY-5] but a no to it',
      ben,
      'decline',
      submitted().decide('approve', A, 'tom', { onBehalfOf: 'vera' }),
      null,
    ],
    [
      '[DEPUTY-5] taking back what he approved',
      tom,
      'retract',
      submitted().decide('approve', A, 'tom', { onBehalfOf: 'vera' }),
      null,
    ],
    ['[DECISION-6] nothing else', tom, 'retract', submitted(), 'nothing-to-retract'],
  ])('%s', (_what, member, verdict, log, refusal) => {
    expect(state(member, verdict, log)).toBe(refusal);
  });

  it('[DEPUTY-3] for nobody who has not named him', () => {
    expect(state(tom, 'approve', submitted(), null)).toBe('no-deputy');
  });

  it('[DEPUTY-5] leaves who was spoken for to take it back', () => {
    const log = submitted().decide('approve', A, 'tom', { onBehalfOf: 'vera' });
    expect(
      mayState({ kind: 'decision', verdict: 'retract' }, vera, { status: log.status(A), material: A }),
    ).toBeNull();
    expect(log.status(A).state).toBe('agreed');
    expect(log.decide('retract', A, 'vera').status(A).state).toBe('in-review');
  });

  it('[TURN-1] waits for who may do it for somebody, and no more for who has had it done', () => {
    const log = new Log();
    log.policy = { ...log.policy, approvals: 2 };
    log.submit(A);
    const allowed: Mandate = { absent: vera, allowed: true };
    expect(waitsFor(kim, log.status(A))).toBe(false);
    expect(waitsFor(kim, log.status(A), [allowed])).toBe(true);
    expect(approvalsOf(tom, { status: log.status(A), material: A }, [allowed])).toEqual([null, allowed]);
    log.decide('approve', A, 'kim', { onBehalfOf: 'vera' });
    expect(waitsFor(vera, log.status(A))).toBe(false);
    expect(waitsFor(kim, log.status(A), [allowed])).toBe(false);
    expect(waitsFor(tom, log.status(A))).toBe(true);
  });
});

describe('[DEPUTY-5] counting', () => {
  const two = () => {
    const log = new Log();
    log.policy = { ...log.policy, approvals: 2 };
    return log.submit(A);
  };
  const approvals = (log: Log) =>
    log.status(A).agreement?.approvals.map(({ by, onBehalfOf }) => [by, onBehalfOf]);
  it('counts a deputy who also approves himself once', () => {
    const log = two().decide('approve', A, 'tom', { onBehalfOf: 'vera' }).decide('approve', A, 'tom');
    expect(approvals(log)).toBeUndefined();
    expect(approvals(log.decide('approve', A, 'ben'))).toEqual([
      ['tom', undefined],
      ['ben', undefined],
    ]);
  });
  it('counts who was spoken for and speaks himself once', () => {
    const log = two().decide('approve', A, 'tom', { onBehalfOf: 'vera' }).decide('approve', A, 'vera');
    expect(approvals(log)).toBeUndefined();
  });
  it('counts two deputies of one once, whatever a host appended', () => {
    const log = two()
      .decide('approve', A, 'tom', { onBehalfOf: 'vera' })
      .decide('approve', A, 'ben', { onBehalfOf: 'vera' });
    expect(approvals(log)).toBeUndefined();
  });
  it('counts a deputy beside somebody else', () => {
    const log = two().decide('approve', A, 'tom', { onBehalfOf: 'vera' }).decide('approve', A, 'ben');
    expect(approvals(log)).toEqual([
      ['tom', 'vera'],
      ['ben', undefined],
    ]);
  });
});

describe('[DEPUTY-6] what readers make of it', () => {
  const founded = () =>
    Records.founded().join('tom', 'member', 'sales').join('sven', 'member', 'sales', true);
  const check = async ({ workspace, board }: Records) => {
    const book = new RecordBook(verifyEd25519);
    const whole = await book.check(WORKSPACE, workspace);
    return whole ?? (await book.check('board-1', board));
  };
  const decided = (records: Records, by = 'tom', behalf = 'vera') =>
    records.submit().decide('approve', undefined, by, { onBehalfOf: behalf });

  it('takes a deputy whom an owner allowed, and an approver without', async () => {
    expect(await check(decided(founded().delegate('vera', 'tom').allow()))).toBeNull();
    expect(await check(decided(founded().delegate('vera', 'sven'), 'sven'))).toBeNull();
  });

  test.each<[string, (records: Records) => Records]>([
    ['[DEPUTY-2] whom no owner allowed', (records) => records.delegate('vera', 'tom')],
    [
      '[DEPUTY-2] whom an owner allowed when he was another',
      (records) => records.delegate('vera', 'tom').allow().delegate('vera', 'tom'),
    ],
    ['[DEPUTY-1] whom nobody named', (records) => records],
    [
      '[DEPUTY-1] who was replaced',
      (records) => records.delegate('vera', 'tom').allow().delegate('vera', 'sven'),
    ],
    [
      '[DEPUTY-1] whose time was ended',
      (records) => records.delegate('vera', 'tom').allow().delegate('vera'),
    ],
    [
      '[DEPUTY-3] whose days are over',
      (records) =>
        records
          .delegate('vera', 'tom', {
            deputy: { member: 'tom', from: '2026-10-01T00:00:00.000Z', until: '2026-10-08T00:00:00.000Z' },
          })
          .allow(),
    ],
    [
      '[DEPUTY-3] of who is no approver any more',
      (records) => records.delegate('vera', 'tom').allow().rights('vera', 'member', 'sales'),
    ],
  ])('does not take one %s', async (_what, name) => {
    const records = decided(name(founded()));
    expect(await check(records)).toEqual({
      seq: records.board.length,
      fault: 'no-right',
      reason: 'no-deputy',
    });
  });

  it('judges by the moment that the entry names', async () => {
    const records = decided(founded().delegate('vera', 'tom').allow());
    expect(await check(records.delegate('vera'))).toBeNull();
  });

  it('finds a delegation that its member did not sign, may not, repeats, or whose head nobody knows', async () => {
    const forged = founded().delegate('vera', 'tom', { key: keyOf('host') });
    expect(await check(forged)).toMatchObject({ fault: 'wrong-signature', seq: forged.workspace.length });
    const unfit = founded().delegate('vera', 'max');
    expect(await check(unfit)).toMatchObject({ fault: 'no-right', reason: 'unfit-deputy' });
    const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';
    const twice = founded().delegate('vera', 'tom', { nonce }).delegate('vera', 'tom', { nonce });
    expect(await check(twice)).toMatchObject({ fault: 'replayed' });
    expect(await check(founded().delegate('vera', 'tom', { head: 'f'.repeat(64) }))).toMatchObject({
      fault: 'unseen',
    });
  });
});

it('[DECISION-2] a deputy submits, launches and ends nothing for anybody', () => {
  const status = new Log().submit(A).status(A);
  for (const kind of ['launched', 'closed', 'withdrawn', 'recalled'] as const)
    expect(mayState({ kind, mandate: { absent: max, allowed: true } }, kim, { status, material: A })).toBe(
      'not-plan-owner',
    );
});
