import { expect, it } from 'vitest';
import { proposeAgenda, type ProposedFrom } from '../../../../shared/domain/session/agenda';
import type { Task } from '../../../../shared/domain/session/minutes';
import type { PlanStatus } from '../../../../shared/domain/status';
import { campaign, Log } from '../support';

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  text: `Aufgabe ${id}`,
  ownerId: 'max',
  dueOn: '2027-01-10',
  from: '',
  doneOn: null,
  outcome: '',
  promise: null,
  ...more,
});
const plan = (status: PlanStatus, title: string) => ({ status, title });

it('[SESSION-35] proposes each thing once, what waits longest first', () => {
  const material = campaign();
  const letter = { what: 'customer-letter', text: 'Brief an Kunden', dueOn: '2027-01-09' } as const;
  const waiting = new Log().submit(material);
  const waitingLonger = new Log().submit(material);
  // Three entries later: submitted at a later minute.
  const late = new Log().append('archived').append('unarchived').submit(material);
  const promised = new Log()
    .submit(material, 'max', { returnPromise: [letter] })
    .decide('approve', material, 'vera', {
      promise: { ownerId: 'vera', days: 1, callShare: 1, capacityPerWeek: 5 },
    });
  const from: ProposedFrom = {
    plans: new Map([
      ['late', plan(late.status(material), 'Spät')],
      ['waits', plan(waiting.status(material), 'Wartet')],
      ['deleted', plan(waitingLonger.status(null), 'Gelöscht')],
      ['changed', plan(promised.status(campaign({ goal: 'Anders' })), 'Geändert')],
      ['quiet', plan(promised.status(material), 'Still')],
    ]),
    openThreads: new Map([
      ['quiet', '2027-01-02'],
      ['waits', '2027-01-01'],
      ['gone', '2027-01-01'],
    ]),
    tasks: [
      task('late'),
      task('done', { doneOn: '2027-01-12' }),
      task('soon', { dueOn: '2027-02-01' }),
      task('some', { dueOn: '' }),
    ],
    parked: [
      { item: 'i', title: 'Vertagt', ref: '', kind: 'topic' },
      { item: 'j', title: 'Wartet', ref: 'waits', kind: 'plan' },
    ],
    today: '2027-01-15',
  };
  const promise = {
    kind: 'promise',
    ref: '2/0',
    why: 'overdue',
    title: 'Brief an Kunden',
    since: '2027-01-09',
  };
  expect(proposeAgenda(from)).toEqual([
    { kind: 'plan', ref: 'waits', why: 'waiting', title: 'Wartet', since: waiting.entries[0]?.at },
    { kind: 'plan', ref: 'late', why: 'waiting', title: 'Spät', since: late.entries[2]?.at },
    { kind: 'plan', ref: 'changed', why: 'changed', title: 'Geändert', since: '' },
    { kind: 'plan', ref: 'quiet', why: 'comments', title: 'Still', since: '2027-01-02' },
    { kind: 'task', ref: 'late', why: 'overdue', title: 'Aufgabe late', since: '2027-01-10' },
    promise,
    { kind: 'topic', ref: 'i', why: 'parked', title: 'Vertagt', since: '' },
  ]);
  const kept = [task('kept', { doneOn: '2027-01-12', promise: { seq: 2, index: 0 } })];
  expect(proposeAgenda({ ...from, tasks: kept }).filter(({ kind }) => kind === 'promise')).toEqual([]);
});
