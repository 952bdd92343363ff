import type { Role } from '../../../shared/domain/people';
import type { SessionView } from '../../../shared/domain/session/session';
import type { PersonCommand } from '../../../shared/domain/session/commands';

/** Somebody in the model: what he may do at this moment. */
export interface Actor {
  readonly id: string;
  role: Role;
  walkIn: boolean;
  active: boolean;
}

/** Why a command comes to nothing, as the host says it; null when it counts. */
export type Fate = string | null;

/**
 * What must become of commands, told a second time: a workshop as a few variables that are changed, where the product
 * folds rows.
 */
export class WorkshopModel {
  rev = 1;
  phase: 'planned' | 'open' | 'closed' = 'planned';
  leader: string;
  item: string | null = null;
  looksAt = 'item//';
  gatheredAt = 0;
  isBreak = false;
  readonly hands: string[] = [];
  readonly ready: string[] = [];
  readonly putOff: string[] = [];
  /** Milliseconds left when the clock stood at `since`; `null`: there is no timer. */
  left: number | null = null;
  since = 0;
  runs = false;

  constructor(
    readonly chosen: string,
    readonly people: ReadonlyMap<string, Actor>,
  ) {
    this.leader = chosen;
  }

  #left(now: number): number {
    return Math.max(0, (this.left ?? 0) - (this.runs ? now - this.since : 0));
  }

  do(by: string, command: PersonCommand, now: number): Fate {
    const why = this.#mayNot(by, command) ?? (this.#makesSense(command, now) ? null : 'wrong-state');
    if (why) return why;
    if (this.#isEmpty(by, command)) return null;
    this.rev += 1;
    this.#change(by, command, now);
    return null;
  }

  close(): void {
    this.rev += 1;
    this.phase = 'closed';
    [this.left, this.runs, this.isBreak] = [null, false, false];
    this.hands.length = this.ready.length = 0;
  }

  #mayNot(by: string, command: PersonCommand): Fate {
    const who = this.people.get(by);
    if (!who?.active) return 'removed';
    if (command.type === 'hand' || command.type === 'ready') return null;
    const unable = this.#cannotLead(who);
    if (unable) return unable;
    if (command.type === 'take') return who.role === 'owner' || by === this.chosen ? null : 'not-facilitator';
    if (by !== this.leader) return 'not-facilitator';
    return command.type === 'handOver' ? this.#cannotLead(this.people.get(command.to)) : null;
  }

  #cannotLead(who: Actor | undefined): Fate {
    if (!who?.active) return 'removed';
    if (who.role === 'guest') return 'guest';
    return who.walkIn ? 'walk-in' : null;
  }

  #makesSense(command: PersonCommand, now: number): boolean {
    if (command.type === 'take' || command.type === 'handOver') return true;
    if (command.type === 'start') return this.phase === 'planned';
    if (command.type === 'reopen') return this.phase === 'closed';
    if (this.phase !== 'open') return false;
    if (command.type === 'gather') return this.gatheredAt === 0;
    if (command.type !== 'timer') return true;
    const isOver = this.left !== null && this.runs && this.#left(now) === 0;
    if (command.do === 'start') return true;
    if (command.do === 'pause') return this.left !== null && this.runs && !isOver;
    if (command.do === 'resume') return this.left !== null && !this.runs;
    return this.left !== null;
  }

  #isEmpty(by: string, command: PersonCommand): boolean {
    if (command.type === 'hand') return this.hands.includes(by) === command.up;
    if (command.type === 'ready') return this.ready.includes(by) === command.on;
    return command.type === 'lower' && !this.hands.includes(command.member);
  }

  #change(by: string, command: PersonCommand, now: number): void {
    switch (command.type) {
      case 'start':
      case 'reopen':
        this.phase = 'open';
        break;
      case 'take':
        this.leader = by;
        break;
      case 'handOver':
        this.leader = command.to;
        break;
      case 'hand':
        toggle(this.hands, by, command.up);
        break;
      case 'ready':
        toggle(this.ready, by, command.on);
        break;
      case 'lower':
        toggle(this.hands, command.member, false);
        break;
      case 'park':
        toggle(this.putOff, command.item, false);
        this.putOff.push(command.item);
        break;
      case 'item':
        this.item = command.item;
        this.#look('item//');
        this.gatheredAt = 0;
        this.ready.length = 0;
        toggle(this.putOff, command.item, false);
        break;
      case 'focus':
        this.#look(`${command.view}/${command.plan ?? ''}/${command.cluster ?? ''}`);
        break;
      case 'gather':
        this.gatheredAt = this.rev;
        break;
      case 'hold':
        if (command.on && this.left !== null && this.#left(now) > 0) this.#stand(this.#left(now));
        this.isBreak = command.on;
        break;
      case 'timer':
        this.#time(command, now);
        break;
    }
  }

  #look(at: string): void {
    if (this.looksAt !== at) this.gatheredAt = 0;
    this.looksAt = at;
  }

  #stand(left: number): void {
    [this.left, this.runs] = [left, false];
  }

  #time({ do: what, ms = 60_000 }: PersonCommand & { type: 'timer' }, now: number): void {
    const left = this.#left(now);
    if (what === 'stop') [this.left, this.runs] = [null, false];
    else if (what === 'pause') this.#stand(left);
    else {
      const goesOn = what !== 'add' || this.runs;
      this.left = what === 'start' ? ms : left + (what === 'add' ? ms : 0);
      [this.since, this.runs] = [now, goesOn];
    }
  }

  /** What everybody has to be shown, as far as it is the workshop's own. */
  shown(now: number): Partial<SessionView> {
    const [view = '', plan, cluster] = this.looksAt.split('/');
    return {
      rev: this.rev,
      state: this.phase,
      facilitator: this.leader,
      item: this.item,
      focus: { view, ...(plan ? { plan } : {}), ...(cluster ? { cluster } : {}), gather: this.gatheredAt },
      held: this.isBreak,
      hands: [...this.hands],
      done: [...this.ready],
      parked: [...this.putOff],
      timer: this.#timer(now),
    };
  }

  #timer(now: number): SessionView['timer'] {
    if (this.left === null) return { state: 'off' };
    if (!this.runs) return { state: 'paused', leftMs: this.left };
    const endsAt = this.since + this.left;
    return { state: endsAt <= now ? 'ended' : 'running', endsAt };
  }
}

function toggle(list: string[], one: string, on: boolean): void {
  const at = list.indexOf(one);
  if (at >= 0) list.splice(at, 1);
  if (on) list.push(one);
}
