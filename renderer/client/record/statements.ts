import {
  type ReturnPromise,
  type Verdict,
  type FollowUpPromise,
  signingText,
  type RecordEntry,
  type SignedStatement,
  type Statement,
  type DelegationStatement,
  type DeviceLinkStatement,
  type RestoredStatement,
} from '../../../shared/domain/record';
import { statementAnswer } from '../../../shared/api/contract';
import type { RouteName } from '../../../shared/api/routes';
import { canonicalJson, type Json } from '../../../shared/domain/json';
import { toBase64Url, type RandomBytes } from '../../../shared/domain/ids';
import type { CivilDate } from '../../../shared/domain/dates';
import type { RecordFault } from '../../../shared/domain/verify/chain';
import { failed, type Api } from '../connection/api';
import type { RecordReader } from './reader';
import type { Failure, Outcome } from '../connection/outcome';
import { sign } from '../../../shared/crypto/ed25519';
import type { Profile } from '../device/profiles';

/** What a person is about to state; head, nonce and, where it is absent, the present digest are filled in. */
export type StatementDraft =
  | {
      readonly kind: 'plan-submitted';
      readonly plan: string;
      /** Of the version that was shown. A colleague's edit between look and press must not go along unseen. */
      readonly digest: string;
      readonly returnPromise?: readonly ReturnPromise[];
      readonly decideBy?: CivilDate;
      readonly note?: string;
    }
  | {
      readonly kind: 'decision';
      readonly plan: string;
      readonly verdict: Verdict;
      readonly digest: string;
      readonly promise?: FollowUpPromise;
      /** The absent member whose deputy this one is. */
      readonly onBehalfOf?: string;
      readonly note?: string;
    }
  | {
      readonly kind: 'recalled';
      readonly plan: string;
      /** Of the submission that was shown. */
      readonly digest: string;
    }
  | {
      readonly kind: 'launched' | 'closed' | 'withdrawn';
      readonly plan: string;
      /** Of the agreement that was shown. */
      readonly digest?: string;
      readonly note?: string;
    };

export interface StatementsOptions {
  readonly api: Api;
  readonly board: string;
  readonly device: string;
  readonly record: RecordReader;
  /** Why nothing may be stated here. */
  readonly fault: () => RecordFault | null;
  readonly random: RandomBytes;
  readonly sign: (text: string) => string;
  /** Resolves once nothing is unsaved; false when that cannot be reached now. */
  readonly saved: () => Promise<boolean>;
  /** What keeps something unsaved, once `saved` has said so. */
  readonly unsavedBecause: () => 'offline' | 'read-only';
  /** Digest of the plan as it stands here, or as it was agreed when it is deleted; null when unknown. */
  readonly digest: (planId: string) => string | null;
  /** Waits before trying again. */
  readonly pause: (ms: number) => Promise<void>;
}

const ROUTE_OF = {
  'plan-submitted': 'submit',
  recalled: 'recall',
  decision: 'decide',
  launched: 'launch',
  closed: 'close',
  withdrawn: 'withdraw',
} as const satisfies Record<StatementDraft['kind'], RouteName>;

/** Milliseconds before each further attempt to learn what became of a statement. */
const RETRIES = [500, 1500, 4000, 8000];

/** States things for this device: fills in, signs, sends, and finds out what became of it when the answer is lost. */
export class Statements {
  readonly #o: StatementsOptions;
  /** Sent without an answer. Stating the same again sends the same again, so it cannot count twice. */
  readonly #unanswered = new Map<string, SignedStatement>();

  constructor(options: StatementsOptions) {
    this.#o = options;
  }

  async make(draft: StatementDraft): Promise<Outcome<RecordEntry>> {
    const { fault, saved, unsavedBecause, digest } = this.#o;
    if (fault()) return failed('record-fault');
    if (!(await saved())) return failed(unsavedBecause());
    const about = draft.digest ?? digest(draft.plan);
    if (about === null) return failed('not-found');
    // The same words about another version are another statement.
    const key = canonicalJson({ draft, about } as unknown as Json);
    const signed = this.#unanswered.get(key) ?? (await this.#sign(draft, about));
    this.#unanswered.set(key, signed);
    const outcome = await this.#send(signed);
    if (outcome.ok || outcome.failure.code !== 'offline') this.#unanswered.delete(key);
    return outcome;
  }

  async #sign(draft: StatementDraft, about: string): Promise<SignedStatement> {
    const { board, device, random, record, sign } = this.#o;
    // What was pushed but not yet checked must not make the head an old one.
    await record.refresh();
    const statement: Statement = {
      v: 1,
      ...draft,
      board,
      digest: about,
      head: record.head.hash,
      nonce: toBase64Url(random(16)),
      ...('returnPromise' in draft && draft.returnPromise ? { returnPromise: [...draft.returnPromise] } : {}),
    } as Statement;
    const present = Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined));
    return { statement: present as Statement, device, sig: sign(signingText(present as Statement)) };
  }

  async #send(body: SignedStatement): Promise<Outcome<RecordEntry>> {
    const { api, board, pause, record } = this.#o;
    const { kind, plan } = body.statement;
    for (const wait of [...RETRIES, null]) {
      const answer = await api.call(ROUTE_OF[kind], statementAnswer, { params: { board, plan }, body });
      if (answer.ok) return this.#taken(answer.value.entry as unknown as RecordEntry);
      if (answer.failure.code === 'replayed') return this.#replayed(body.statement.nonce, answer.failure);
      if (answer.failure.code !== 'offline') {
        await record.refresh();
        return answer;
      }
      if (wait !== null) await pause(wait);
    }
    return failed('offline');
  }

  async #taken(entry: RecordEntry): Promise<Outcome<RecordEntry>> {
    await this.#o.record.take([entry]);
    return this.#o.fault() ? failed('record-fault') : { ok: true, value: entry };
  }

  /** An earlier attempt had arrived: its entry stands in the record under our nonce. */
  async #replayed(nonce: string, failure: Failure): Promise<Outcome<RecordEntry>> {
    const { record } = this.#o;
    await record.refresh();
    const own = record.entries.find((entry) => entry.statement?.nonce === nonce);
    return own ? { ok: true, value: own } : { ok: false, failure };
  }
}

/** What a device says about the workspace itself; version, head and nonce are filled in. */
type Said<Statement> = Omit<Statement, 'v' | 'head' | 'nonce'>;

interface Signer {
  readonly profile: Profile;
  readonly secret: string;
  readonly random: RandomBytes;
}

/** Signs what this device says about the workspace. @param head where the workspace's record stands, as known here */
export function signed<Statement extends DeviceLinkStatement | RestoredStatement | DelegationStatement>(
  { profile, secret, random }: Signer,
  head: string,
  said: Said<Statement>,
): { statement: Statement; device: string; sig: string } {
  const filled = { v: 1, ...said, head, nonce: toBase64Url(random(16)) } as unknown as Statement;
  return { statement: filled, device: profile.deviceId, sig: sign(secret, signingText(filled)) };
}
