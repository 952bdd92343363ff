import type { RecordEntry } from '../../shared/domain/record';
import type { Department, Role } from '../../shared/domain/people';

// The rules of an agreement, written a second time and as plainly as possible, from DESIGN section 6 and not from the
// code under test.

interface Rights {
  role: Role;
  department: Department;
  approver: boolean;
  active: boolean;
}

/** Why a plan may not read agreed at that digest; empty when it may. */
export function againstAgreement(plan: string, digest: string, entries: readonly RecordEntry[]): string[] {
  const about = entries.filter((entry) => entry.plan === plan && entry.statement !== undefined);
  const submissions = about.filter(
    ({ kind, statement }) => kind === 'plan-submitted' && statement?.digest === digest,
  );
  const enough = submissions.some((submission) => {
    const body = submission.body as {
      policy: { approvals: number };
      department: string;
      snapshot: { ownerId?: string };
    };
    const approvers = new Set<string>();
    for (const { kind, statement, by, seq, body: own } of about) {
      if (kind !== 'decision' || !statement || seq < submission.seq) continue;
      const { verdict } = statement;
      const exactly = statement.digest === digest;
      const other =
        own?.['department'] !== body.department && by !== submission.by && by !== body.snapshot.ownerId;
      if (verdict === 'approve' && exactly && other) approvers.add(by);
      if (verdict === 'decline' || verdict === 'retract' || (verdict === 'request-changes' && exactly))
        approvers.delete(by);
    }
    return approvers.size >= body.policy.approvals;
  });
  return enough ? [] : [`${plan} reads agreed without its decisions on ${digest.slice(0, 8)}`];
}

/** Entries of a board that somebody made who had no right to, by the workspace's record as it was then. */
export function unrightful(board: readonly RecordEntry[], workspace: readonly RecordEntry[]): string[] {
  return board.flatMap(({ seq, kind, by, statement, body, device }) => {
    if (!statement) return by === 'host' ? [] : [`entry ${seq} states nothing and is ${by}'s`];
    const upTo = workspace.find(({ hash }) => hash === body?.['workspaceHead'])?.seq ?? 0;
    const rights = rightsOf(by, workspace.slice(0, upTo));
    const own = workspace.some(
      (entry) =>
        entry.kind === 'device-enrolled' && entry.body?.['device'] === device && entry.body['member'] === by,
    );
    if (!own) return [`entry ${seq} is from a device that is not ${by}'s`];
    if (!rights?.active || rights.role === 'guest') return [`entry ${seq} is by somebody who may not write`];
    if (kind === 'decision' && !rights.approver) return [`entry ${seq} decides without the right to`];
    return [];
  });
}

function rightsOf(member: string, workspace: readonly RecordEntry[]): Rights | null {
  let rights: Rights | null = null;
  for (const { kind, body } of workspace) {
    if (body?.['member'] !== member) continue;
    if (kind === 'member-joined' || kind === 'role-changed')
      rights = { ...(body as unknown as Rights), active: true };
    if (kind === 'member-removed' && rights) rights.active = false;
  }
  return rights;
}
