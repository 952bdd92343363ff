import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  openRoundAnswer,
  roundsAnswer,
  roundView,
  type RoundRow,
  type RoundView,
} from '../../../../shared/api/rounds';
import { toBase64Url, type RandomBytes } from '../../../../shared/domain/ids';
import type { EntryBody } from '../../../../shared/domain/rounds/entry';
import type { OpenRoundBody, ShownHands } from '../../../../shared/domain/rounds/round';
import type { Api } from '../../connection/api';
import type { Outcome } from '../../connection/outcome';
import type { LocalStore } from '../../device/local-store';

/** What a person answers to a pulse. */
export type PulseAnswer = Pick<Extract<EntryBody, { grade: number }>, 'grade' | 'sentence'>;
/** What a person enters in a round of another kind. */
export type RoundEntry = Exclude<EntryBody, { grade: number }>;

/** A round, with what this person answered to a pulse: only this device knows that. */
export type ShownRound = RoundView & { readonly answer?: PulseAnswer };

/** What this device keeps of a pulse that is open. */
interface KeptAnswer {
  /** Stands for this person; with it alone the answer can be changed. */
  readonly receipt: string;
  /** Absent until the host has taken one. */
  readonly answer?: PulseAnswer;
}

export interface RoundsOptions {
  readonly api: Api;
  readonly store: LocalStore;
  /** Of the profile: receipts are kept for each member and workspace apart. */
  readonly name: string;
  readonly random: RandomBytes;
}

/** The sealed rounds of boards, as this person asks for them. Failures are values. */
export class Rounds {
  /** How often the host said that a round of a board was opened or closed: whoever shows it asks again. */
  readonly changes: StoreApi<Readonly<Record<string, number>>> = createStore<
    Readonly<Record<string, number>>
  >(() => ({}));
  readonly #o: RoundsOptions;

  constructor(options: RoundsOptions) {
    this.#o = options;
  }

  /** The host says so. */
  changed(board: string): void {
    this.changes.setState((counts) => ({ ...counts, [board]: (counts[board] ?? 0) + 1 }));
  }

  /** Oldest first. */
  readonly list = async (board: string): Promise<Outcome<readonly RoundRow[]>> => {
    const answer = await this.#o.api.call('rounds', roundsAnswer, { params: { board } });
    return answer.ok ? { ok: true, value: answer.value.rounds } : answer;
  };

  readonly open = async (board: string, body: OpenRoundBody): Promise<Outcome<string>> => {
    const answer = await this.#o.api.call('openRound', openRoundAnswer, { params: { board }, body });
    return answer.ok ? { ok: true, value: answer.value.id } : answer;
  };

  readonly view = async (board: string, round: string): Promise<Outcome<ShownRound>> => {
    const answer = await this.#o.api.call('round', roundView, { params: { board, round } });
    return answer.ok ? { ok: true, value: await this.#withAnswer(answer.value) } : answer;
  };

  /** @param hands that were shown in the room, by what they were shown for */
  readonly close = async (
    board: string,
    round: string,
    hands: ShownHands = {},
  ): Promise<Outcome<ShownRound>> => {
    const body = Object.keys(hands).length === 0 ? {} : { body: { hands } };
    const answer = await this.#o.api.call('closeRound', roundView, { params: { board, round }, ...body });
    return answer.ok ? { ok: true, value: await this.#withAnswer(answer.value) } : answer;
  };

  /** Takes the place of what this person had entered. */
  readonly enter = (board: string, round: string, body: RoundEntry): Promise<Outcome<void>> =>
    this.#o.api.send('enterRound', { params: { board, round }, body });

  /**
   * Answers a pulse, or changes the answer. The receipt is kept before the host hears of it: should its answer be lost on
   * the way, asking again changes the same one.
   */
  readonly answerPulse = async (
    board: string,
    round: string,
    answer: PulseAnswer,
  ): Promise<Outcome<void>> => {
    const kept = await this.#kept(round);
    const receipt = kept?.receipt ?? toBase64Url(this.#o.random(16));
    if (!kept) await this.#keep(round, { receipt });
    const call = { params: { board, round }, body: { ...answer, receipt } };
    // Only a first answer is told its receipt; which one it is, this device has said.
    const outcome = await this.#o.api.send('enterRound', call);
    if (outcome.ok) await this.#keep(round, { receipt, answer });
    return outcome;
  };

  /** Once it is over, nothing of an answer stays on this device either. */
  async #withAnswer(view: RoundView): Promise<ShownRound> {
    if (view.kind !== 'pulse') return view;
    if (view.state !== 'open') {
      await this.#keep(view.id, undefined);
      return view;
    }
    const answer = (await this.#kept(view.id))?.answer;
    return answer ? { ...view, answer } : view;
  }

  async #kept(round: string): Promise<KeptAnswer | null> {
    return (await this.#o.store.get<KeptAnswer>(this.#key(round)).catch(() => undefined)) ?? null;
  }

  /** A device that keeps nothing answers all the same; it cannot change the answer later. */
  async #keep(round: string, kept: KeptAnswer | undefined): Promise<void> {
    await this.#o.store.set(this.#key(round), kept).catch(() => undefined);
  }

  #key(round: string): string {
    return `round/${this.#o.name}/${round}`;
  }
}
