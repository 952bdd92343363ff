import type { KnownLook, Look, LookBody } from '../../shared/api/inbox';
import { digestOf, withFieldsOf, type Material } from '../../shared/domain/plan';
import { instantOf, type Ports } from '../base/ports';
import type { BoardRoom } from '../board/board-room';
import type { Storage, StoredMember } from '../storage/storage';
import type { Inbox } from './inbox';

/** What each member saw of each plan: kept for himself, told to nobody else. */
export class Looks {
  readonly #storage: Storage;
  readonly #ports: Ports;
  readonly #inbox: Pick<Inbox, 'seenBy' | 'tellOwnDevices'>;

  constructor(storage: Storage, ports: Ports, inbox: Pick<Inbox, 'seenBy' | 'tellOwnDevices'>) {
    this.#storage = storage;
    this.#ports = ports;
    this.#inbox = inbox;
  }

  /** What the member himself saw last. */
  async of(member: StoredMember, board: string, plan: string): Promise<Look | null> {
    const found = await this.#storage.looked(member.id, board, plan);
    if (!found) return null;
    const { digest, seq, comments, at } = found.look;
    return { digest, seq, comments: [...comments], at, material: found.material as Look['material'] };
  }

  /** What he saw last of each plan of a board. The version is told only where the plan is another one by now. */
  async ofBoard(member: StoredMember, room: BoardRoom): Promise<({ plan: string } & KnownLook)[]> {
    const found = await this.#storage.looksOf(member.id, room.board.id);
    return found.map(({ look: { plan, digest, seq, comments }, material }) => {
      const isPresent = room.document.show(plan, member.id)?.digest === digest;
      return { plan, digest, seq, comments: [...comments], ...(isPresent ? {} : { material }) } as {
        plan: string;
      } & KnownLook;
    });
  }

  /**
   * Keeps what was on his screen. A version that the host does not know, as of a window that is behind, is left: that
   * window says it again once it shows the present one.
   */
  async keep(member: StoredMember, room: BoardRoom, plan: string, seen: LookBody): Promise<void> {
    const board = room.board.id;
    const current = room.document.show(plan, member.id);
    const material =
      current?.digest === seen.digest ? current.material : room.document.version(seen.digest, member.id);
    if (seen.own) return this.#keepOwn(member, { board, plan, own: seen.own }, material);
    const read = await this.#inbox.seenBy(member, room, plan, seen);
    const look = { member: member.id, board, plan, ...seen, at: instantOf(this.#ports.clock) };
    const looked = material ? [{ look, material }] : [];
    if (looked.length === 0 && read.length === 0) return;
    await this.#storage.write({ looked, inboxChanges: read });
    if (read.length > 0) this.#inbox.tellOwnDevices(member.id);
  }

  /** What he wrote himself goes into the version that he saw last; what others wrote stays new to him. */
  async #keepOwn(
    { id: member }: StoredMember,
    { board, plan, own }: { board: string; plan: string; own: readonly string[] },
    written: Material | null,
  ): Promise<void> {
    const found = await this.#storage.looked(member, board, plan);
    if (!found || !written) return;
    const material = withFieldsOf(found.material, written, own);
    await this.#storage.write({
      looked: [{ look: { ...found.look, digest: digestOf(material) }, material }],
    });
  }
}
