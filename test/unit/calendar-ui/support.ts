import type { PlanRow } from '../../../renderer/client';
import type { TimelineItem, TimelinePlan } from '../../../shared/domain/timeline/items';
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
    takenBack: null,
    waitsForMe: false,
  };
};

export const item = (
  key: string,
  start: string,
  end: string,
  over: Partial<TimelineItem> = {},
): TimelineItem => ({
  key,
  board: 'b',
  planId: key.replace('~', ''),
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
  audience: '',
  channels: [],
  regions: [],
  budgetMinor: null,
  currency: 'EUR',
  ...over,
});

export const planWith = (items: readonly TimelineItem[], over: Partial<TimelinePlan> = {}): TimelinePlan => ({
  board: 'b',
  planId: items[0]?.planId ?? 'p',
  title: items[0]?.title ?? '',
  state: items.at(-1)?.state ?? 'draft',
  approvedBy: [],
  items,
  undated: items.length === 0,
  ...over,
});
