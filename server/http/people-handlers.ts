import { z } from 'zod';
import * as contract from '../../shared/api/contract';
import type { LinkKind } from '../../shared/api/links';
import type { RouteName } from '../../shared/api/routes';
import { absencesOf, delegationsOf } from '../people/deputies';
import { listDevices } from '../people/devices';
import { listInvites } from '../people/invite-list';
import { newDeviceLink, viewInvite, type MadeLink } from '../people/invites';
import { listMembers, memberView } from '../people/members';
import { viewRecovery } from '../people/recovery';
import { ProblemError } from '../base/problem';
import { json, noContent } from './answers';
import { bodyOf, param, type Call, type Handler } from './call';

const secretBody = z.strictObject({ invite: z.string().max(100) });

/** Who is in the workspace, on which devices, and how one gets in. */
export const PEOPLE_HANDLERS = {
  join: async (call) => json(await call.host.people.join(await bodyOf(call, contract.joinBody)), 201),
  inviteView: async (call) => {
    const { invite } = await bodyOf(call, secretBody);
    return json(await viewInvite(call.host.workspace, invite));
  },

  members: async ({ host, caller }) =>
    json({
      members: await listMembers(host.workspace, caller.member),
      absences: await absencesOf(host.workspace),
      delegations: delegationsOf(host.workspace),
    }),
  setAbsence: async (call) => {
    await call.host.people.setAbsence(call.caller, await bodyOf(call, contract.absenceBody));
    return noContent();
  },
  endAbsence: async (call) => {
    await call.host.people.endAbsence(call.caller);
    return noContent();
  },
  nameDeputy: async (call) => {
    const signed = await bodyOf(call, contract.delegationBody);
    return json({ entry: await call.host.people.delegate(call.caller, signed) }, 201);
  },
  allowDeputy: async (call) => {
    await call.host.people.allowDeputy(call.caller, param(call, 'member'));
    return noContent();
  },
  rename: async (call) => {
    const { people } = call.host;
    const { name } = await bodyOf(call, contract.renameBody);
    return json(memberView(await people.rename(call.caller, name)));
  },
  patchMember: async (call) => {
    const { people, workspace } = call.host;
    await people.patchMember(call.caller, param(call, 'member'), await bodyOf(call, contract.memberPatch));
    const member = await workspace.storage.member(param(call, 'member'));
    return json(member && memberView(member));
  },
  removeMember: async (call) => {
    await call.host.people.removeMember(call.caller, param(call, 'member'));
    return noContent();
  },

  invites: async ({ host }) => json({ invites: await listInvites(host.workspace) }),
  invite: async (call) => {
    const made = await call.host.people.invite(call.caller, await bodyOf(call, contract.inviteBody));
    return json({ ...linkOf(call, 'invite', made), id: made.id }, 201);
  },
  revokeInvite: async (call) => {
    await call.host.people.revokeInvite(call.caller, param(call, 'invite'));
    return noContent();
  },

  devices: async ({ host, caller }) =>
    json({ devices: await listDevices(host.workspace, await host.seen.all(), caller) }),
  removeDevice: async (call) => {
    await call.host.people.removeDevice(call.caller, param(call, 'device'));
    return noContent();
  },
  deviceLink: async (call) => {
    const vouched = await bodyOf(call, contract.deviceLinkBody);
    return json(linkOf(call, 'device', await newDeviceLink(call.host.workspace, call.caller, vouched)), 201);
  },

  makeRecovery: async (call) => {
    const body = await bodyOf(call, contract.recoveryBody);
    return json({ deviceId: await call.host.people.makeRecovery(call.caller, body) }, 201);
  },
  recoveryView: async (call) => {
    const { deviceKey } = await bodyOf(call, contract.recoveryViewBody);
    return json(await viewRecovery(call.host.workspace, deviceKey));
  },
  hostProof: async (call) => {
    const { nonce } = await bodyOf(call, contract.hostProofBody);
    const { host } = call;
    const at = call.place();
    if (at === null)
      throw new ProblemError('not-allowed', 'nothing vouches for this connection', { reason: 'needs-tls' });
    const { signer } = host.workspace;
    return json({ hostKey: signer.publicKey, proof: signer.sign(contract.hostProofText({ nonce, at })) });
  },
  recover: async (call) =>
    json(await call.host.people.recover(await bodyOf(call, contract.recoverBody)), 201),
} satisfies Partial<Record<RouteName, Handler>>;

function linkOf(call: Call, kind: LinkKind, { secret, expiresAt }: MadeLink) {
  return { link: call.link(kind, secret), expiresAt };
}
