import { newId, newSecret } from '../../shared/domain/ids';
import { mayLead } from '../../shared/domain/session/session';
import { LONGEST_MS } from '../../shared/domain/session/commands';
import { hashSecret } from '../base/crypto';
import { isDue } from '../base/ports';
import { ProblemError } from '../base/problem';
import type { Storage, StoredInvite, StoredMember } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';

/** A walk-in's link dies so long after it was last shown. */
const SHOWN_MS = 15 * 60_000;
/** Nobody lets more people in by one link. */
const MOST = 200;

/** The workshop into which somebody walks. */
export interface Into {
  readonly session: string;
  readonly board: string;
}

/**
 * Whether the access of those who came by a workshop has ended with it: it is closed, or began twelve hours ago. Not to be asked
 * of anybody whom an owner invited, or keeps.
 */
export async function hasEnded(
  storage: Pick<Storage, 'session'>,
  session: string,
  now: number,
): Promise<boolean> {
  return !(await isOpen(storage, session, now));
}

/** What stays with those whom an owner invited. @throws ProblemError */
export function refuseWalkIn({ walkIn }: Pick<StoredMember, 'walkIn'>): void {
  if (walkIn) throw new ProblemError('not-allowed', 'a walk-in may not do this', { reason: 'walk-in' });
}

/** Whether walk-ins may be in a workshop. */
async function isOpen(storage: Pick<Storage, 'session'>, id: string, now: number): Promise<boolean> {
  const session = await storage.session(id);
  return (
    session?.state === 'open' && session.startedAt !== null && !isDue(session.startedAt, now, LONGEST_MS)
  );
}

/** Whether a walk-in's link still lets in: its workshop is open, and whoever showed it still leads workshops. */
export async function letsIn(
  storage: Pick<Storage, 'session'>,
  { session }: StoredInvite,
  maker: StoredMember | null,
  now: number,
): Promise<boolean> {
  if (session === undefined || !maker || mayLead(maker) !== null) return false;
  return isOpen(storage, session, now);
}

/** The links of workshops that are shown at the moment: each stays the same while somebody looks at it. */
export class WalkInLinks {
  readonly #workspace: Workspace;
  readonly #shown = new Map<string, { readonly secret: string; readonly expiresAt: number }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The link into a workshop, for a quarter of an hour from now. It gives no more than a place on this board. */
  async show(
    { member, device }: Caller,
    { session, board }: Into,
  ): Promise<{ readonly secret: string; readonly expiresAt: string }> {
    const { storage, ports, record } = this.#workspace;
    const now = ports.clock.now();
    const expiresAt = now + SHOWN_MS;
    const known = this.#shown.get(session);
    const made = { expiresAt: new Date(expiresAt).toISOString() };
    if (known && known.expiresAt > now && !(await this.#isSpent(known.secret))) {
      await storage.write({ extendInvite: { hash: hashSecret(known.secret), expiresAt } });
      this.#shown.set(session, { secret: known.secret, expiresAt });
      return { secret: known.secret, ...made };
    }
    const secret = newSecret(ports.random);
    const invite: StoredInvite = {
      hash: hashSecret(secret),
      id: newId(ports.random),
      kind: 'walk-in',
      role: 'member',
      department: null,
      approver: false,
      boards: [board],
      member: null,
      by: device.id,
      vouched: null,
      session,
      usesLeft: MOST,
      revoked: false,
      expiresAt,
    };
    const terms = { role: invite.role, department: null, approver: false, boards: [board], uses: MOST };
    await record.appendByHost(
      [
        {
          kind: 'invite-made',
          body: { invite: invite.id, ...terms, ...made, walkIn: true, session, by: member.id },
        },
      ],
      { invites: [invite] },
    );
    this.#shown.set(session, { secret, expiresAt });
    return { secret, ...made };
  }

  /** Used up, or withdrawn with whoever made it. */
  async #isSpent(secret: string): Promise<boolean> {
    const invite = await this.#workspace.storage.invite(hashSecret(secret));
    const maker = invite?.by ? await this.#workspace.storage.device(invite.by) : null;
    return !invite || invite.revoked || invite.usesLeft < 1 || !maker?.active;
  }
}
