import { lookAnswer, type Look, type LookBody } from '../../../../shared/api/inbox';
import type { Api } from '../../connection/api';

/** A plan of a board. */
export interface PlanAddress {
  readonly board: string;
  readonly plan: string;
}

/** What this member saw of plans last, on any of his devices: the host keeps it for him, and tells nobody else. */
export class Looks {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Null: nothing yet, or the host does not say. */
  async of({ board, plan }: PlanAddress): Promise<Look | null> {
    const answer = await this.#api.call('look', lookAnswer, { params: { board, plan } });
    return answer.ok ? answer.value.look : null;
  }

  /** Keeps what was on the screen. Without the host it is said the next time. @returns whether it is kept */
  async keep({ board, plan }: PlanAddress, seen: LookBody): Promise<boolean> {
    const answer = await this.#api.send('keepLook', { params: { board, plan }, body: seen });
    return answer.ok;
  }
}
