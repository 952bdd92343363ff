import {
  DEFAULT_SETTINGS,
  type BoardPatch,
  type BoardSettings,
  type BoardView,
} from '../../shared/api/contract';
import { newId } from '../../shared/domain/ids';
import type { JsonObject } from '../../shared/domain/json';
import { DEFAULT_POLICY, GENESIS, type Policy } from '../../shared/domain/record';
import { mayComeBy } from '../../shared/domain/policy';
import { ProblemError } from '../base/problem';
import { RecordKeeper, type HostEntry, type KeeperPorts } from '../record/keeper';
import { instantOf } from '../base/ports';
import type { StoredBoard, StoredMember } from '../storage/storage';
import type { Workspace } from '../workspace';

export function boardView({ id, title, policy, settings, archived, createdAt }: StoredBoard): BoardView {
  return { id, title, policy, settings, archived, createdAt };
}

/** Whether a member may read a board. */
export function mayRead(member: StoredMember, boardId: string): boolean {
  return member.active && (member.boards === null || member.boards.includes(boardId));
}

/** The board, for one who may read it. @throws ProblemError */
export async function readableBoard(
  { storage }: Workspace,
  member: StoredMember,
  boardId: string,
): Promise<StoredBoard> {
  const board = await storage.board(boardId);
  if (!board) throw new ProblemError('not-found', 'there is no such board');
  if (!mayRead(member, boardId)) throw new ProblemError('not-allowed', 'you are not invited to this board');
  return board;
}

/** Every board that a member may read. */
export async function readableBoards({ storage }: Workspace, member: StoredMember): Promise<StoredBoard[]> {
  return (await storage.boards()).filter(({ id }) => mayRead(member, id));
}

/**
 * A new board; its record begins with its policy, and the workspace's record names it.
 * @param by the member who makes it; none: the host itself
 */
export async function createBoard(
  workspace: Workspace,
  keeperPorts: KeeperPorts,
  title: string,
  by?: string,
): Promise<StoredBoard> {
  const { ports } = workspace;
  const board: StoredBoard = {
    id: newId(ports.random),
    title,
    policy: DEFAULT_POLICY,
    settings: DEFAULT_SETTINGS,
    archived: false,
    createdAt: instantOf(ports.clock),
  };
  const record = await RecordKeeper.open(board.id, keeperPorts);
  const maker: JsonObject = by === undefined ? {} : { by };
  const entries = record.prepare([
    { kind: 'board-created', body: { ...policyBody(board.policy), ...maker } },
  ]);
  await workspace.record.appendByHost([{ kind: 'board-added', body: { board: board.id, ...maker } }], {
    boards: [board],
    append: [{ board: board.id, after: { seq: 0, hash: GENESIS }, entries }],
  });
  return board;
}

/**
 * Where decisions need an encrypted connection, the rule itself does too: who listens in could lift it otherwise.
 * @throws ProblemError
 */
export function checkPolicyWay(
  { policy: before }: StoredBoard,
  { policy }: BoardPatch,
  secure: boolean,
): void {
  const reason = policy && (mayComeBy(before, secure) ?? mayComeBy(policy, secure));
  if (reason) throw new ProblemError('not-allowed', 'this takes an encrypted connection', { reason });
}

/**
 * Whoever changes rules has those before his eyes that hold.
 * @throws ProblemError
 */
export function checkRulesBefore(
  { policy, settings }: StoredBoard,
  { policyBefore, settingsBefore }: BoardPatch,
): void {
  if (policyBefore && !isSamePolicy(policy, policyBefore))
    throw new ProblemError('policy-changed', 'the policy has been changed meanwhile');
  if (settingsBefore && !isSameSettings(settings, settingsBefore))
    throw new ProblemError('policy-changed', 'the settings have been changed meanwhile');
}

/** The entries that a change of a board makes: what others rely on goes into its record, the title does not. */
export function boardChanges(board: StoredBoard, patch: BoardPatch, by: string): HostEntry[] {
  const entries: HostEntry[] = [];
  if (patch.policy && !isSamePolicy(patch.policy, board.policy))
    entries.push({ kind: 'policy-changed', body: { ...policyBody(patch.policy), by } });
  if (patch.archived !== undefined && patch.archived !== board.archived)
    entries.push({ kind: patch.archived ? 'archived' : 'unarchived', body: { by } });
  return entries;
}

export function changedBoard(
  board: StoredBoard,
  { title, policy, settings, archived }: BoardPatch,
): StoredBoard {
  return {
    ...board,
    title: title ?? board.title,
    policy: policyBody(policy ?? board.policy).policy,
    settings: settings ?? board.settings,
    archived: archived ?? board.archived,
  };
}

function isSameSettings(one: BoardSettings, other: BoardSettings): boolean {
  return one.pulse === other.pulse && one.rhythmWeeks === other.rhythmWeeks;
}

function isSamePolicy(one: Policy, other: Policy): boolean {
  return JSON.stringify(policyBody(one)) === JSON.stringify(policyBody(other));
}

/** Always in the same form, or saving without a change would make an entry. */
function policyBody({ approvals, leadTimeDays, promiseRequired, encryptedOnly }: Policy): {
  policy: Policy & JsonObject;
} {
  const policy = { approvals, leadTimeDays, promiseRequired };
  return { policy: encryptedOnly ? { ...policy, encryptedOnly } : policy };
}
