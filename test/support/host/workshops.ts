import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serve, type ServedHost } from '../../../server/run/serve';
import { sessionView, type SessionView } from '../../../shared/domain/session/session';
import { joinAs, type Answer, type TestMember } from '../clients/clients';
import { memoryFolder } from './memory-folder';
import { secretOf } from './host';

/** A host in this process with one person of every kind and a board, for workshops. */
export interface Office {
  readonly served: ServedHost;
  readonly owner: TestMember;
  readonly marketing: TestMember;
  readonly sales: TestMember;
  readonly approver: TestMember;
  readonly guest: TestMember;
  /** Invited to another board only. */
  readonly elsewhere: TestMember;
  readonly board: string;
  readonly other: string;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const directory = memoryFolder('office');
  const served = await serve({ data: join(directory, 'data'), port: 0 });
  const secret = secretOf(served.ownerInvite ?? '');
  const owner = await joinAs(served.url, {
    secret,
    name: 'Maren Vogt',
    department: 'marketing',
    company: 'Brenner',
  });
  const [board, other] = [await owner.createBoard('Wärmepumpe 2027'), await owner.createBoard('Solar 2027')];
  return {
    served,
    owner,
    board,
    other,
    marketing: await owner.invite({ name: 'Ida Lorenz', department: 'marketing' }),
    sales: await owner.invite({ name: 'Aylin Demir', department: 'sales' }),
    approver: await owner.invite({ name: 'Jonas Keller', department: 'sales', approver: true }),
    guest: await owner.invite({ name: 'Tom Gast', department: 'other', role: 'guest' }),
    elsewhere: await owner.invite({ name: 'Nur Dort', department: 'sales', boards: [other] }),
    close: async () => {
      await served.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** One workshop, as its routes are used. */
export class Workshop {
  constructor(
    readonly board: string,
    readonly id: string,
  ) {}

  static async plan(by: TestMember, board: string, more: Record<string, unknown> = {}): Promise<Workshop> {
    const body = { title: 'Produktworkshop', facilitator: by.id, minutes: 60, ...more };
    const answer = await by.ask('POST', `/api/boards/${board}/sessions`, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return new Workshop(board, sessionView.parse(answer.body).id);
  }

  get path(): string {
    return `/api/boards/${this.board}/sessions/${this.id}`;
  }

  async view(by: TestMember): Promise<SessionView> {
    return sessionView.parse((await by.ask('GET', this.path)).body);
  }

  /** Commands something by the revision as it is now, unless told otherwise. */
  async command(
    by: TestMember,
    type: string,
    more: Record<string, unknown> = {},
  ): Promise<Answer<Record<string, unknown>>> {
    const isSaid = type === 'hand' || type === 'ready';
    const after = isSaid || 'after' in more ? {} : { after: (await this.view(by)).rev };
    const cmd = randomBytes(12).toString('base64url');
    return by.ask('POST', `${this.path}/commands`, { cmd, type, ...after, ...more });
  }

  async minutes(by: TestMember): Promise<Record<string, unknown> & { digest: string }> {
    return (await by.ask<Record<string, unknown> & { digest: string }>('GET', `${this.path}/minutes.json`))
      .body;
  }

  close(by: TestMember, digest: string): Promise<Answer> {
    return by.ask('POST', `${this.path}/close`, { digest });
  }

  /** Closes it with the minutes as they are. */
  async closeAsItIs(by: TestMember): Promise<Answer> {
    return this.close(by, (await this.minutes(by)).digest);
  }
}
