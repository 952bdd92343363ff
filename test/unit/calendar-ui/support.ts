import type { PlanRow } from '../../../renderer/client';
import type { CalendarEntry } from '../../../renderer/features/calendar/logic/entries';
import { planStatus } from '../../../shared/domain/status';
import { digestOf, type Material } from '../../../shared/domain/plan';
import type { RecordEntry } from '../../../shared/domain/record';

export const row = (
  id: string,
  material: Material,
  entries: readonly RecordEntry[],
  today: string,
): PlanRow => {
  const digest = digestOf(material);
  return {
    id,
    json: { id, ...material },
    material,
    digest,
    status: planStatus(id, { material, digest }, entries, today),
    problems: [],
    openThreads: 0,
    waitsForMe: false,
  };
};

export const entry = (
  key: string,
  start: string,
  end: string,
  over: Partial<CalendarEntry> = {},
): CalendarEntry => ({
  key,
  planId: key,
  title: key,
  department: 'marketing',
  start,
  end,
  agreed: true,
  state: 'agreed',
  tags: [],
  color: '',
  besideAgreement: false,
  startedUnagreed: false,
  deleted: false,
  changes: 0,
  ownerId: '',
  budgetMinor: null,
  currency: '',
  ...over,
});
