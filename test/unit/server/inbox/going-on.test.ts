import { expect, test } from 'vitest';
import { GoingOnIndex } from '../../../../server/inbox/going-on';
import { BOARD, campaign, PLAN, Records } from '../../../support/host/records';

const TODAY = '2027-01-01';

/** The index over one board, which counts how often its record is read. */
function world() {
  const records = Records.founded();
  const reads = { count: 0 };
  const bin = new Map<string, string>();
  let version = 0;
  const storage = {
    entries: async () => {
      reads.count += 1;
      return [...records.board];
    },
    gone: async () => bin,
  };
  const index = new GoingOnIndex(storage, () => version);
  const now = (today = TODAY) => index.of(BOARD, today);
  const append = (work: (records: Records) => void) => {
    work(records);
    version += 1;
  };
  const put = (plan: string, isGone: boolean) => {
    if (isGone) bin.set(plan, TODAY);
    else bin.delete(plan);
    version += 1;
  };
  return { now, append, put, reads, restore: () => void (version += 1) };
}

test('[WAIT-12] a board without statements has nothing going on', async () => {
  expect(await world().now()).toEqual({ states: {}, next: null, last: null });
});

test('[WAIT-12] counts the plans by state, names the next agreed start and who acted last', async () => {
  const { now, append } = world();
  append((records) => records.submit());
  expect(await now()).toMatchObject({ states: { 'in-review': 1 }, next: null, last: { by: 'max' } });

  append((records) => records.decide('approve'));
  expect(await now()).toMatchObject({
    states: { agreed: 1 },
    next: { plan: PLAN, title: 'Frühjahr', start: '2027-03-01' },
    last: { by: 'vera' },
  });

  append((records) => records.submit(campaign({ title: 'Messe' }), 'kim', { plan: 'plan-2' }));
  expect(await now()).toMatchObject({ states: { agreed: 1, 'in-review': 1 }, last: { by: 'kim' } });
});

test('[WAIT-12] what has begun, was launched or withdrawn is no next start', async () => {
  const { now, append } = world();
  append((records) => records.submit().decide('approve'));
  expect((await now('2027-03-01')).next).not.toBeNull();
  expect((await now('2027-03-02')).next).toBeNull();
  append((records) => records.end('withdrawn'));
  expect(await now()).toMatchObject({ states: { withdrawn: 1 }, next: null });
});

test('[WAIT-12] what lies in the bin is neither counted nor the next start, until it is back', async () => {
  const { now, append, put } = world();
  append((records) => records.submit().decide('approve'));
  append((records) => records.submit(campaign({ title: 'Messe' }), 'kim', { plan: 'plan-2' }));
  put(PLAN, true);
  expect(await now()).toMatchObject({ states: { 'in-review': 1 }, next: null, last: { by: 'kim' } });
  put(PLAN, false);
  expect(await now()).toMatchObject({ states: { agreed: 1, 'in-review': 1 }, next: { plan: PLAN } });
});

test('[WAIT-13] a record is read when it is asked for, and again only once it has grown or was restored', async () => {
  const { now, append, reads, restore } = world();
  expect(reads.count).toBe(0);
  await Promise.all([now(), now()]);
  expect(reads.count).toBe(1);
  append((records) => records.submit());
  await now();
  await now();
  expect(reads.count).toBe(2);
  restore();
  await now();
  expect(reads.count).toBe(3);
});

test('[WAIT-13] what could not be read is read again', async () => {
  const broken = [true];
  const storage = {
    entries: async () => {
      if (broken.pop()) throw new Error('disk');
      return [];
    },
    gone: async () => new Map(),
  };
  const index = new GoingOnIndex(storage, () => 0);
  await expect(index.of(BOARD, TODAY)).rejects.toThrow('disk');
  expect(await index.of(BOARD, TODAY)).toMatchObject({ states: {} });
});
