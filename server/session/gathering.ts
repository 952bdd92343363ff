import type { RoomName } from '../../shared/sync/rooms';
import type { StoredMember } from '../storage/storage';

/** Milliseconds without any device after which somebody has left. */
export const GONE = 60_000;

interface Stay {
  readonly walkIn: boolean;
  readonly since: number;
  /** When the last device went; null while there is one. */
  gone: number | null;
}

/** Who came and left, to be noted. */
export interface Movement {
  readonly member: string;
  readonly what: 'came' | 'left';
  readonly at: number;
}

/**
 * Who takes part in one workshop: whoever has its board open, and whoever follows it in the room of the workspace, as
 * phones do. A device that drops and comes back within a minute was there all the time.
 */
export class Gathering {
  readonly #stays = new Map<string, Stay>();
  readonly #followers = new Set<string>();
  readonly #unnoted: Movement[] = [];

  /** Who was there before this host started, as it was noted; nobody of them is connected yet. */
  recall(noted: readonly Movement[], now: number): void {
    for (const { member, what, at } of noted) {
      this.#followers.add(member);
      if (what === 'came') this.#stays.set(member, { walkIn: false, since: at, gone: now });
      else this.#stays.delete(member);
    }
  }

  /** Somebody asked for this workshop, or said something in it: his devices in the room of the workspace take part from now on. */
  follow(member: string): void {
    this.#followers.add(member);
  }

  follows({ id, walkIn }: Pick<StoredMember, 'id' | 'walkIn'>): boolean {
    return walkIn === true || this.#followers.has(id);
  }

  /** Takes over who is there now, by his connections. @returns whether others are there than before */
  look(here: ReadonlyMap<string, boolean>, now: number): boolean {
    const before = this.#there();
    for (const [member, walkIn] of here) {
      const stay = this.#stays.get(member);
      if (stay) stay.gone = null;
      else {
        this.#stays.set(member, { walkIn, since: now, gone: null });
        this.#unnoted.push({ member, what: 'came', at: now });
      }
    }
    for (const [member, stay] of this.#stays) {
      if (here.has(member)) continue;
      stay.gone ??= now;
      if (now - stay.gone < GONE) continue;
      this.#stays.delete(member);
      this.#unnoted.push({ member, what: 'left', at: stay.gone });
    }
    return this.#there() !== before;
  }

  #there(): string {
    return this.present()
      .map(({ member }) => member)
      .join(' ');
  }

  /** Those who are there, and since when. */
  present(): { readonly member: string; readonly since: number }[] {
    return [...this.#stays].flatMap(([member, { since, gone }]) =>
      gone === null ? [{ member, since }] : [],
    );
  }

  /** What is to be noted; it is whoever takes it who sees to that. */
  take(): Movement[] {
    return this.#unnoted.splice(0);
  }

  /** It could not be noted yet. */
  putBack(movements: readonly Movement[]): void {
    this.#unnoted.unshift(...movements);
  }
}

/** Everybody who is connected to this host, by the rooms he is in. */
export class WhoIsHere {
  readonly #seats = new Set<{ readonly member: StoredMember; readonly room: RoomName }>();

  /** @returns how he leaves */
  entered(member: StoredMember, room: RoomName): () => void {
    const seat = { member, room };
    this.#seats.add(seat);
    return () => void this.#seats.delete(seat);
  }

  /** Whether a member has any device connected. */
  has(member: string): boolean {
    return [...this.#seats].some((seat) => seat.member.id === member);
  }

  /** Who takes part in the workshop of a board, and whether he is a walk-in. */
  takingPart(board: string, follows: (member: StoredMember) => boolean): Map<string, boolean> {
    const here = new Map<string, boolean>();
    for (const { member, room } of this.#seats) {
      const isThere = room.kind === 'board' ? room.id === board : follows(member);
      if (isThere) here.set(member.id, member.walkIn === true);
    }
    return here;
  }
}
