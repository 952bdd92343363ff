import { stateOfItem, type CalendarScope } from '../domain/calendar/calendar';
import type { Material } from '../domain/plan';
import { digestOf } from '../domain/plan';
import type { FollowUpPromise, ReturnPromise } from '../domain/record';
import type { PlanState } from '../domain/status';
import type { AcceptedWarning } from '../domain/warnings/accepted';
import type { ExportContext, ExportedBoard, ExportItem } from './context';
import { proofOf, type AgreementProof, type ExportedDevice, type ProofSource } from './proof';

/** One bar with everything somebody needs to check it himself (docs/verify.md): `digest` = SHA-256 of the RFC 8785 JSON of `material`. */
export interface ExportedItem {
  readonly plan: string;
  readonly board: string;
  readonly start: string;
  /** Inclusive. */
  readonly end: string;
  readonly state: PlanState;
  readonly agreed: boolean;
  readonly deleted: boolean;
  readonly digest: string;
  readonly material: Material;
  /** While it is in review. */
  readonly submittedAt?: string;
  /** What somebody has accepted of the warnings about the plan; the reasons stay on its board. */
  readonly accepted?: readonly AcceptedWarning[];
  /** Where the board's record says so; absent for what is not agreed. */
  readonly agreement?: {
    readonly seq: number;
    readonly at: string;
    readonly submittedBy: string;
    readonly approvals: readonly {
      readonly seq: number;
      readonly by: string;
      readonly promise?: FollowUpPromise;
    }[];
    readonly returnPromises: readonly ReturnPromise[];
    readonly proof?: AgreementProof;
  };
}

export interface ExportedCalendar {
  readonly company: string;
  /** The board whose calendar it is; absent where it is that of all boards. */
  readonly board?: ExportedBoard;
  /** Those whose plans are in it. */
  readonly boards: readonly (ExportedBoard & {
    readonly head: { readonly seq: number; readonly hash: string };
  })[];
  readonly scope: CalendarScope;
  readonly exportedAt: string;
  /** Names of every member whose ID appears. */
  readonly members: Readonly<Record<string, string>>;
  /** Every device that signed something of it. */
  readonly devices: Readonly<Record<string, ExportedDevice>>;
  readonly items: readonly ExportedItem[];
}

/** {@link jsonParts} read as data. */
export function calendarJson(...given: Parameters<typeof jsonParts>): ExportedCalendar {
  return JSON.parse([...jsonParts(...given)].join('')) as ExportedCalendar;
}

/**
 * The calendar as JSON ({@link ExportedCalendar}), an item a part; IDs and instants as in the record.
 * @param boards whose calendar it is: a single one is named as such
 * @param source where what was signed is found
 */
export function* jsonParts(
  items: readonly ExportItem[],
  boards: readonly ExportedBoard[],
  ctx: ExportContext,
  source: ProofSource,
): Generator<string> {
  const [names, signers] = [new Set<string>(), new Set<string>()];
  const head = {
    company: ctx.company,
    ...(boards.length === 1 ? { board: boards[0] } : {}),
    boards: boards.map((board) => ({ ...board, head: source.head(board.id) })),
    scope: ctx.scope,
    exportedAt: ctx.now,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  for (const [index, item] of items.entries()) {
    const exported = exportedItem(item, source);
    for (const id of membersOf(exported)) names.add(id);
    for (const id of devicesOf(exported)) signers.add(id);
    yield (index > 0 ? ',' : '') + JSON.stringify(exported);
  }
  const devices = Object.fromEntries([...signers].sort().map((id) => [id, deviceOf(id, source)]));
  const members = Object.fromEntries([...names].sort().map((id) => [id, ctx.memberName(id)]));
  yield `],"members":${JSON.stringify(members)},"devices":${JSON.stringify(devices)}}`;
}

function deviceOf(id: string, source: ProofSource): ExportedDevice | undefined {
  const known = source.device(id);
  return known && { member: known.member, publicKey: known.publicKey };
}

function exportedItem(item: ExportItem, source: ProofSource): ExportedItem {
  const { agreement, submission, deleted } = item.status;
  const accepted = source.accepted(item.board.id, item.planId);
  const isInReview = !item.agreed && item.state === 'in-review';
  return {
    plan: item.planId,
    board: item.board.id,
    start: item.start,
    end: item.end,
    state: stateOfItem(item),
    agreed: item.agreed,
    deleted,
    digest: digestOf(item.material),
    material: item.material,
    ...(isInReview && submission ? { submittedAt: submission.at } : {}),
    ...(accepted.length > 0 ? { accepted } : {}),
    ...(item.agreed && agreement
      ? {
          agreement: {
            seq: agreement.seq,
            at: agreement.at,
            submittedBy: agreement.submittedBy,
            approvals: agreement.approvals.map(({ seq, by, promise }) => ({
              seq,
              by,
              ...(promise ? { promise } : {}),
            })),
            returnPromises: agreement.returnPromises,
            proof: proofOf(item, source),
          },
        }
      : {}),
  };
}

function membersOf({ material, agreement }: ExportedItem): string[] {
  const owner = material['ownerId'];
  const approvals = agreement?.approvals ?? [];
  return [
    ...(typeof owner === 'string' ? [owner] : []),
    ...(agreement ? [agreement.submittedBy] : []),
    ...approvals.flatMap(({ by, promise }) => (promise ? [by, promise.ownerId] : [by])),
  ];
}

function devicesOf({ agreement }: ExportedItem): string[] {
  if (!agreement?.proof) return [];
  const { submission, approvals } = agreement.proof;
  return [submission, ...approvals].map(({ device }) => device);
}
