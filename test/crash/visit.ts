import { WORKSPACE, type RecordEntry } from '../../shared/domain/record';
import { ask, STATEMENT_PATHS } from '../support/clients/clients';
import type { Random } from '../support/random';
import type { View } from './check';
import type { Ledger } from './ledger';
import type { Town } from './town';

/** Looks at everything in a workspace through its host; documents only of the town's board. */
export async function visit({ owner, board }: Town): Promise<View> {
  const { members } = (await owner.ask<Pick<View, 'members'>>('GET', '/api/members')).body;
  const { boards } = (await owner.ask<Pick<View, 'boards'>>('GET', '/api/boards')).body;
  const records = new Map<string, readonly RecordEntry[]>();
  const recordOf = async (path: string) =>
    (await owner.ask<{ entries: RecordEntry[] }>('GET', path)).body.entries;
  records.set(WORKSPACE, await recordOf('/api/record'));
  for (const { id } of boards) records.set(id, await recordOf(`/api/boards/${id}/record`));
  const { doc, close } = await owner.openBoard(board);
  close();
  return { members, boards, records, documents: new Map([[board, doc]]) };
}

/**
 * Does again what got no answer, and uses what lies unused: all of it must work exactly once.
 * @returns what did not
 */
export async function goOn({ owner, approver }: Town, ledger: Ledger): Promise<string[]> {
  const faults: string[] = [];
  for (const unanswered of ledger.unanswered) {
    if (unanswered.what === 'join') {
      const { status } = await ask(owner.url, 'POST', '/api/join', unanswered.body);
      // So many join in a minute; it can be repeated later.
      if (status === 429) continue;
      if (status !== 201) faults.push(`a join whose answer was lost cannot be repeated: ${status}`);
    } else {
      const by = [owner, approver].find(({ id }) => id === unanswered.by.id) ?? unanswered.by;
      const { board, plan, kind } = unanswered.statement;
      const body = {
        statement: unanswered.statement,
        device: by.deviceId,
        sig: by.sign(unanswered.statement),
      };
      const path = `/api/boards/${board}/plans/${plan}/${STATEMENT_PATHS[kind]}`;
      const answer = await by.ask<{ type?: string }>('POST', path, body);
      const replayed = answer.body.type === 'urn:handschlag:problem:replayed';
      if (answer.status !== 201 && !replayed)
        faults.push(`a statement whose answer was lost cannot be repeated: ${JSON.stringify(answer.body)}`);
    }
    ledger.unanswered.delete(unanswered);
  }
  return faults;
}

/** Whether everybody who was let in still is, and every invite that was given still lets in. */
export async function knock(url: string, ledger: Ledger, random: Random): Promise<string[]> {
  const faults: string[] = [];
  for (const { member, name } of ledger.members)
    if (random.chance(0.2)) {
      const removal = ledger.removals.get(member.id);
      const { status } = await member.at(url).ask('GET', '/api/me');
      if (removal ? Number.isFinite(removal.at) && status === 200 : status !== 200)
        faults.push(`${name} ${removal ? 'was removed' : 'is a member'}, and is answered ${status}`);
    }
  for (const invite of ledger.invites) {
    if (invite.used || !random.chance(0.1)) continue;
    const { revoked } = invite;
    const { status } = await ask(url, 'POST', '/api/invites/view', { invite: invite.secret });
    if (revoked ? Number.isFinite(revoked.at) && status === 200 : status !== 200)
      faults.push(`an invite is ${revoked ? 'back' : 'lost'}: ${status}`);
  }
  return faults;
}
