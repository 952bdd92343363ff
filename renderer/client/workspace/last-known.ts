import {
  boardsAnswer,
  meAnswer,
  membersAnswer,
  type ListedBoard,
  type MeAnswer,
} from '../../../shared/api/contract';
import { isInForce, type Absence, type Delegation } from '../../../shared/domain/turn/delegation';
import { mandatesOf } from '../../../shared/domain/turn/turn';
import type { Member } from '../../../shared/domain/people';
import type { Api } from '../connection/api';
import type { Profile } from '../device/profiles';
import type { Outcome } from '../connection/outcome';
import type { KnownMember, WorkspaceState } from './types';

/** What was known last, so that the app opens without the host. */
export interface LastKnown {
  readonly me: MeAnswer;
  readonly members: readonly (Member & Partial<Pick<KnownMember, 'boards'>>)[];
  readonly boards: readonly ListedBoard[];
  /** Not kept by earlier versions. */
  readonly absences?: readonly Absence[];
  readonly delegations?: readonly Delegation[];
}

/** Where it lies on this device. */
export function lastKnownKey({ id }: Profile): string {
  return `workspace/${id}`;
}

/** What screens see of it. @param now by the host's clock, in milliseconds since 1970 */
export function shown(
  { me, members, boards, absences = [], delegations = [] }: LastKnown,
  now: number,
): Pick<
  WorkspaceState,
  'company' | 'insecure' | 'example' | 'me' | 'members' | 'boards' | 'absences' | 'delegations' | 'timeZone'
> {
  const { company, insecure, example, epoch: _epoch, timeZone = localZone(), ...person } = me;
  const instant = new Date(now).toISOString();
  const inForce = delegations.filter((each) => isInForce(each, instant));
  const rightsById = (id: string) => members.find((member) => member.id === id);
  const mandates = mandatesOf(person.id, inForce, rightsById);
  // Others are told when somebody's rights change, so the list is what says it of oneself too.
  const listed = members.find(({ id, active }) => id === person.id && active);
  return {
    company,
    insecure,
    example,
    me: {
      ...person,
      ...(listed ? rightsOf(listed) : {}),
      ...(mandates.length > 0 ? { mandates } : {}),
    },
    absences,
    delegations,
    timeZone,
    // A copy that an earlier version kept does not say who reads what.
    members: new Map(members.map((member) => [member.id, { ...member, boards: member.boards ?? null }])),
    boards,
  };
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function rightsOf({ name, department, role, approver, active }: Member) {
  return { name, department, role, approver, active };
}

/** What screens see of the rest before the host has been heard, and what this device keeps was read. */
export const UNHEARD = {
  online: null,
  isBlocked: false,
  hostStorage: 'ok',
  parked: [],
  fault: null,
  entries: [],
  ended: null,
  alerts: [],
} as const satisfies Partial<WorkspaceState>;

/** Parts that say the same keep their identity, so that nothing is drawn again for an equal answer. */
export function onlyNew(fresh: ReturnType<typeof shown>, before: WorkspaceState): Partial<WorkspaceState> {
  const text = (part: unknown) => JSON.stringify(part instanceof Map ? [...part] : part);
  const keys = Object.keys(fresh) as (keyof typeof fresh)[];
  return Object.fromEntries(
    keys.filter((key) => text(fresh[key]) !== text(before[key])).map((key) => [key, fresh[key]]),
  );
}

/** One part, asked for again. */
export async function fetchPart(api: Api, what: keyof LastKnown): Promise<Outcome<Partial<LastKnown>>> {
  if (what === 'members') return api.call('members', membersAnswer);
  if (what === 'boards') return api.call('boards', boardsAnswer);
  const me = await api.call('me', meAnswer);
  return me.ok ? { ok: true, value: { me: me.value } } : me;
}

/** Everything, of one moment as far as that can be. */
export async function fetchAll(api: Api): Promise<Outcome<LastKnown>> {
  const [me, members, boards] = await Promise.all([
    api.call('me', meAnswer),
    api.call('members', membersAnswer),
    api.call('boards', boardsAnswer),
  ]);
  if (!me.ok) return me;
  if (!members.ok) return members;
  if (!boards.ok) return boards;
  return { ok: true, value: { me: me.value, ...members.value, boards: boards.value.boards } };
}
