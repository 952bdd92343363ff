import type {
  AbsenceBody,
  InviteBody,
  JoinAnswer,
  JoinBody,
  MemberPatch,
  RecoverBody,
  RecoveryBody,
} from '../../shared/api/contract';
import type { Part } from '../../shared/sync/protocol';
import { CLOSE } from '../../shared/sync/close-codes';
import type { RecordEntry, SignedDelegation } from '../../shared/domain/record';
import { allowDeputy, delegate, endAbsence, setAbsence } from './deputies';
import { removeDevice } from './devices';
import { revokeInvite } from './invite-list';
import { join, newInvite, type MadeInvite, type MadeLink } from './invites';
import { patchMember, removeMember } from './members';
import { administrator, present } from './owners';
import { makeRecovery, recover } from './recovery';
import type { StoredMember } from '../storage/storage';
import type { Caller, Workspace } from '../workspace';
import { WalkInLinks, type Into } from './walk-ins';

/** Whose connections are meant. */
export type Whose = { readonly member: string } | { readonly device: string };

/** What the host does for its administration. */
export interface AdministrationPorts {
  /** Changes of the workspace come one after the other: two owners cannot remove each other at once. */
  readonly inTurn: <T>(change: () => Promise<T>) => Promise<T>;
  /** Ends live connections. */
  readonly cut: (whose: Whose, code: number, reason: string) => void;
  /** Tells everybody, or some, what to ask for again. */
  readonly changed: (what: Part, whom?: (member: StoredMember) => boolean) => void;
  /** Who leads a workshop; null for nobody. */
  readonly facilitatorOf: (session: string) => Promise<string | null>;
}

/** What of a member decides who may stand in for whom. */
const RIGHTS = ['role', 'department', 'approver'] as const;

/** Who is in the workspace, as what and on which devices: every change of it, and what follows for who is connected. */
export class Administration {
  readonly #workspace: Workspace;
  readonly #ports: AdministrationPorts;
  readonly #links: WalkInLinks;

  constructor(workspace: Workspace, ports: AdministrationPorts) {
    this.#workspace = workspace;
    this.#ports = ports;
    this.#links = new WalkInLinks(workspace);
  }

  join(body: JoinBody): Promise<JoinAnswer> {
    return this.#change(['members', 'access'], () => join(this.#workspace, body));
  }

  patchMember(caller: Caller, memberId: string, patch: MemberPatch): Promise<void> {
    return this.#byOwner(caller, ['members', 'access'], async (by) => {
      const before = await this.#workspace.storage.member(memberId);
      const after = await patchMember(this.#workspace, by, memberId, patch);
      this.#ports.changed('me', ({ id }) => id === memberId);
      if (before && RIGHTS.some((right) => before[right] !== after[right])) this.#askOwners();
      // A role lives in every open connection; its sockets come back with the new one.
      if (before?.role !== after.role || before?.walkIn !== after.walkIn)
        this.#ports.cut({ member: memberId }, CLOSE.goingAway, 'your role has changed');
    });
  }

  /** Everybody calls himself as he likes; rights are for owners to change. */
  rename(caller: Caller, name: string): Promise<StoredMember> {
    return this.#change(['members'], async () => {
      const by = await present(this.#workspace.storage, caller);
      return patchMember(this.#workspace, by, by.member.id, { name });
    });
  }

  /** By an owner, anybody; a walk-in also by whoever leads the workshop he came to. */
  removeMember(caller: Caller, memberId: string): Promise<void> {
    return this.#change(['members', 'access'], async () => {
      const by = await this.#remover(caller, memberId);
      await removeMember(this.#workspace, by, memberId);
      this.#askOwners();
      this.#ports.cut({ member: memberId }, CLOSE.forbidden, 'you are no longer a member');
    });
  }

  /** One's own device, or anybody's by an owner. */
  removeDevice(caller: Caller, device: string): Promise<void> {
    return this.#change(['access'], async () => {
      await removeDevice(this.#workspace, await present(this.#workspace.storage, caller), device);
      this.#ports.cut({ device }, CLOSE.forbidden, 'this device was removed');
    });
  }

  invite(caller: Caller, body: InviteBody): Promise<MadeInvite> {
    return this.#byOwner(caller, ['access'], (by) => newInvite(this.#workspace, by, body));
  }

  revokeInvite(caller: Caller, invite: string): Promise<void> {
    return this.#byOwner(caller, ['access'], (by) => revokeInvite(this.#workspace, by, invite));
  }

  /** @returns the ID under which the recovery key is enrolled */
  makeRecovery(caller: Caller, body: RecoveryBody): Promise<string> {
    return this.#change(['access'], async () =>
      makeRecovery(this.#workspace, await present(this.#workspace.storage, caller), body),
    );
  }

  recover(body: RecoverBody): Promise<JoinAnswer> {
    return this.#change(['access'], () => recover(this.#workspace, body));
  }

  /** When one is away oneself. */
  setAbsence(caller: Caller, body: AbsenceBody): Promise<void> {
    return this.#change(['members'], async () =>
      setAbsence(this.#workspace, await present(this.#workspace.storage, caller), body),
    );
  }

  endAbsence(caller: Caller): Promise<void> {
    return this.#change(['members'], async () =>
      endAbsence(this.#workspace, await present(this.#workspace.storage, caller)),
    );
  }

  /** Who stands in for the caller, signed by his device. */
  delegate(caller: Caller, signed: SignedDelegation): Promise<RecordEntry> {
    return this.#change(['members', 'waiting', 'inbox'], async () =>
      delegate(this.#workspace, await present(this.#workspace.storage, caller), signed),
    );
  }

  allowDeputy(caller: Caller, memberId: string): Promise<void> {
    return this.#byOwner(caller, ['members', 'waiting', 'inbox'], (by) =>
      allowDeputy(this.#workspace, by, memberId),
    );
  }

  /** With other rights other deputies need an owner's yes, or none any more. */
  #askOwners(): void {
    this.#ports.changed('inbox', ({ role }) => role === 'owner');
  }

  async #remover(caller: Caller, memberId: string): Promise<Caller> {
    const { storage } = this.#workspace;
    const by = await present(storage, caller);
    const { session } = (await storage.member(memberId)) ?? {};
    const leads = session !== undefined && (await this.#ports.facilitatorOf(session)) === by.member.id;
    return leads ? by : administrator(storage, caller);
  }

  /** A link for walk-ins, shown by whoever leads their workshop. */
  showWalkInLink(caller: Caller, into: Into): Promise<MadeLink> {
    return this.#ports.inTurn(() => this.#links.show(caller, into));
  }

  #byOwner<T>(caller: Caller, what: readonly Part[], change: (by: Caller) => Promise<T>): Promise<T> {
    return this.#change(what, async () => change(await administrator(this.#workspace.storage, caller)));
  }

  #change<T>(what: readonly Part[], change: () => Promise<T>): Promise<T> {
    return this.#ports.inTurn(async () => {
      const result = await change();
      for (const each of what) this.#ports.changed(each);
      return result;
    });
  }
}
