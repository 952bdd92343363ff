import { isVisible } from '../../shared/domain/text/typed-text';

/** A text that is being written, with whatever belongs to it. */
export interface Draft {
  readonly text: string;
}

/** What somebody is writing at a place. */
export interface Kept {
  /** The same in every window of this device. */
  readonly draft: Draft | null;
  /** Texts that stood there and that no window shows any more, the oldest first: they wait to be taken up again or let go. */
  readonly earlier: readonly Draft[];
}

/** Where the device keeps them; null: nothing. */
export interface DraftStorage {
  readonly read: (key: string) => unknown;
  readonly write: (key: string, value: object | null) => void;
}

interface Here extends Kept {
  /** The text that was typed in another window, or before this one was opened, and stands here; null once it was dealt with. */
  readonly foreign: string | null;
}

/**
 * What is being written, kept on the device, so that it survives its window. A place has one text, which all windows show.
 * Whoever writes over what another window has, without seeing it or at one stroke, does not lose it: it is offered there.
 */
export class Drafts {
  readonly #storage: DraftStorage;
  readonly #here = new Map<string, Here>();
  readonly #listeners = new Set<() => void>();

  constructor(storage: DraftStorage) {
    this.#storage = storage;
  }

  /** @param place names the member and what the text is about */
  at(place: string): Kept {
    return this.#at(place);
  }

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Keeps what stands there now. @param isNothing there is nothing of it that would have to be kept */
  keep(place: string, draft: Draft, isNothing = false): void {
    const here = this.#at(place);
    const { draft: stored, earlier } = keptOf(this.#storage.read(place));
    const isUnseen = stored !== null && stored.text !== here.draft?.text;
    const isTakenAway = here.foreign !== null && takes(here.draft?.text ?? '', draft.text, here.foreign);
    const gone = [...(isUnseen ? [stored] : []), ...(isTakenAway && here.draft ? [here.draft] : [])];
    this.#put(place, {
      draft: isNothing ? null : draft,
      earlier: withGone(earlier, gone),
      foreign: isTakenAway ? null : here.foreign,
    });
  }

  /** It was sent, or somebody has no more use for it. */
  forget(place: string): void {
    const { draft } = this.#at(place);
    const { draft: stored, earlier } = keptOf(this.#storage.read(place));
    const isUnseen = stored !== null && stored.text !== draft?.text;
    this.#put(place, { draft: null, earlier: withGone(earlier, isUnseen ? [stored] : []), foreign: null });
  }

  /** An earlier text was taken up again, or let go. */
  settle(place: string, { text }: Draft): void {
    const { draft, foreign } = this.#at(place);
    const { earlier } = keptOf(this.#storage.read(place));
    this.#put(place, { draft, foreign, earlier: earlier.filter((each) => each.text !== text) });
  }

  /** Another window has kept something there. What it was may be older by now than what this one has kept since. */
  heard(place: string): void {
    const { draft, earlier } = keptOf(this.#storage.read(place));
    const before = this.#here.get(place);
    const isKnown = before !== undefined && before.draft?.text === draft?.text;
    this.#set(place, { draft, earlier, foreign: isKnown ? before.foreign : (draft?.text ?? null) });
  }

  #at(place: string): Here {
    const known = this.#here.get(place);
    if (known) return known;
    const kept = keptOf(this.#storage.read(place));
    const here = { ...kept, foreign: kept.draft?.text ?? null };
    this.#here.set(place, here);
    return here;
  }

  #put(place: string, here: Here): void {
    const { draft, earlier } = here;
    const isEmpty = draft === null && earlier.length === 0;
    const value = { ...draft, ...(earlier.length > 0 ? { earlier } : {}) };
    this.#storage.write(place, isEmpty ? null : value);
    this.#set(place, here);
  }

  #set(place: string, here: Here): void {
    this.#here.set(place, here);
    for (const listener of this.#listeners) listener();
  }
}

function withGone(earlier: readonly Draft[], gone: readonly Draft[]): readonly Draft[] {
  const isNew = ({ text }: Draft) => isVisible(text) && earlier.every((each) => each.text !== text);
  return [...earlier, ...gone.filter(isNew)];
}

/** Whether one stroke took most of what somebody had written elsewhere: letter by letter it is his own hand that does. */
function takes(before: string, after: string, foreign: string): boolean {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return (before.length - start - end) * 2 > foreign.length;
}

function keptOf(value: unknown): Kept {
  const draft = draftOf(value);
  const { earlier } = Object(value) as { earlier?: unknown };
  return { draft, earlier: Array.isArray(earlier) ? earlier.flatMap((each) => draftOf(each) ?? []) : [] };
}

function draftOf(value: unknown): Draft | null {
  const { earlier: _earlier, ...draft } = Object(value) as Partial<Draft> & { earlier?: unknown };
  return typeof draft.text === 'string' ? (draft as Draft) : null;
}
