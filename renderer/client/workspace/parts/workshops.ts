import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  agendaTemplate,
  commandAnswer,
  minutesAnswer,
  sessionsAnswer,
  templatesAnswer,
  type AgendaTemplate,
  type ReadMinutes,
  type TemplateBody,
} from '../../../../shared/api/sessions';
import { linkAnswer } from '../../../../shared/api/contract';
import { newId, type RandomBytes } from '../../../../shared/domain/ids';
import { sessionView, type SessionView } from '../../../../shared/domain/session/session';
import { SILENT_MS } from '../../../../shared/domain/session/timer';
import type { PersonCommand, SessionPatch, SessionPlan } from '../../../../shared/domain/session/commands';
import { failed, type Api } from '../../connection/api';
import type { HostClock } from '../../connection/host-clock';
import type { Outcome } from '../../connection/outcome';

/** How often a command is asked for again by itself: the answer was lost, or only a hand went up meanwhile. */
const TRIES = 4;

/** Which workshop. */
type Place = Pick<SessionView, 'board' | 'id'>;

export interface WorkshopsPorts {
  readonly api: Api;
  readonly clock: HostClock;
  readonly random: RandomBytes;
}

/** The workshops that the host tells of, as it showed each last: those that are not closed, and what became of them since. */
export class Workshops {
  readonly store: StoreApi<{ readonly views: ReadonlyMap<string, SessionView> }> = createStore(() => ({
    views: new Map(),
  }));
  readonly #ports: WorkshopsPorts;
  /** The host's time when it went away; undefined: it is there. */
  #stood: number | null | undefined;

  constructor(ports: WorkshopsPorts) {
    this.#ports = ports;
  }

  /** The host is heard again and tells of everything anew: what is open as far as we knew may be closed by now. */
  connected(): void {
    this.store.setState({ views: new Map() });
    void this.#ports.clock.measure();
  }

  /** The host is away: its time stands until it tells of what is on, as its timers do after an outage, and so none rises then. */
  lost(): void {
    this.#stood ??= this.now();
  }

  /** The host told of one. Answers and pushes overtake one another: the newer revision counts. */
  take(view: SessionView): void {
    this.#ports.clock.heard(view.now);
    if (view.state === 'open') this.#stood = undefined;
    const { views } = this.store.getState();
    const known = views.get(view.id);
    if (known && (known.rev > view.rev || (known.rev === view.rev && known.now > view.now))) return;
    this.store.setState({ views: new Map(views).set(view.id, view) });
  }

  /** Every workshop of a board, closed ones too. */
  async list(board: string): Promise<Outcome<readonly SessionView[]>> {
    const answer = await this.#ports.api.call('sessions', sessionsAnswer, { params: { board } });
    return answer.ok ? { ok: true, value: answer.value.sessions } : answer;
  }

  plan(board: string, body: SessionPlan): Promise<Outcome<SessionView>> {
    return this.#shown(this.#ports.api.call('planSession', sessionView, { params: { board }, body }));
  }

  change({ board, id: session }: SessionView, body: SessionPatch): Promise<Outcome<SessionView>> {
    return this.#shown(
      this.#ports.api.call('changeSession', sessionView, { params: { board, session }, body }),
    );
  }

  /** The minutes as they are now, or as they were closed. */
  minutes({ board, id: session }: Place): Promise<Outcome<ReadMinutes>> {
    return this.#ports.api.call('minutesJson', minutesAnswer, { params: { board, session } });
  }

  /** The same as a file. */
  minutesFile(
    { board, id: session }: SessionView,
    as: 'md' | 'json',
    lang: 'de' | 'en',
  ): Promise<Outcome<Blob>> {
    const params = { board, session };
    return as === 'md'
      ? this.#ports.api.download('minutesMd', { params, query: { lang } })
      : this.#ports.api.download('minutesJson', { params });
  }

  /** The link by which people who are new come in. */
  walkInLink({ board, id: session }: Place): Promise<Outcome<{ link: string; expiresAt: string }>> {
    return this.#ports.api.call('sessionInvite', linkAnswer, { params: { board, session } });
  }

  /** This member's own templates for agendas. */
  async templates(): Promise<Outcome<readonly AgendaTemplate[]>> {
    const answer = await this.#ports.api.call('templates', templatesAnswer);
    return answer.ok ? { ok: true, value: answer.value.templates } : answer;
  }

  /** Keeps an agenda, in the place of one of the same name. */
  keepTemplate(body: TemplateBody): Promise<Outcome<AgendaTemplate>> {
    return this.#ports.api.call('keepTemplate', agendaTemplate, { body });
  }

  endTemplate(template: string): Promise<Outcome<void>> {
    return this.#ports.api.send('endTemplate', { params: { template } });
  }

  /**
   * The host's time, milliseconds since 1970, as timers go by it; null before it was heard. It stands while the host is away,
   * or has said nothing for longer than it does while a timer runs.
   */
  now(): number | null {
    if (this.#stood !== undefined) return this.#stood;
    const now = this.#ports.clock.now();
    const running = [...this.store.getState().views.values()].filter(
      ({ timer }) => timer.state === 'running',
    );
    if (now === null || running.length === 0) return now;
    return Math.min(now, Math.max(...running.map((view) => view.now)) + SILENT_MS);
  }

  /** Closes it with the minutes that were looked at. */
  close({ board, id: session }: SessionView, digest: string): Promise<Outcome<SessionView>> {
    const body = { digest };
    return this.#shown(
      this.#ports.api.call('closeSession', sessionView, { params: { board, session }, body }),
    );
  }

  /**
   * Does something in a workshop, once, however often it has to be asked for. What was moved under somebody's hands is
   * told (`moved`), unless it was nothing but hands and marks, which take nothing from what he saw.
   * @param seen the view he has before him
   */
  async command(seen: SessionView, command: PersonCommand): Promise<Outcome<void>> {
    const { api, random } = this.#ports;
    const params = { board: seen.board, session: seen.id };
    const cmd = newId(random);
    const needsNone = command.type === 'hand' || command.type === 'ready';
    let after = seen.rev;
    let failure = failed('failed');
    for (let tried = 0; tried < TRIES; tried++) {
      const body = { cmd, ...command, ...(needsNone ? {} : { after }) };
      const answer = await api.call('sessionCommand', commandAnswer, { params, body });
      if (answer.ok) return { ok: true, value: undefined };
      failure = answer;
      const { code, view } = answer.failure;
      if (view) this.take(view);
      if (code === 'moved' && view && isSameBut(seen, view)) after = view.rev;
      else if (code !== 'offline') break;
    }
    return failure;
  }

  async #shown(asked: Promise<Outcome<SessionView>>): Promise<Outcome<SessionView>> {
    const answer = await asked;
    if (answer.ok) this.take(answer.value);
    return answer;
  }
}

/** What was listed, and what the host told of since: each as it is last known. */
export function newestFirst(
  board: string,
  listed: readonly SessionView[],
  told: ReadonlyMap<string, SessionView>,
): SessionView[] {
  const views = new Map(listed.map((view) => [view.id, view]));
  for (const view of told.values()) {
    const known = views.get(view.id);
    if (view.board === board && (!known || known.rev <= view.rev)) views.set(view.id, view);
  }
  return [...views.values()].sort((one, other) => compare(other.at ?? '', one.at ?? ''));
}

/** The workshop of a board that is open, or is planned for the earliest time. */
export function nextOf(board: string, told: ReadonlyMap<string, SessionView>): SessionView | null {
  const views = [...told.values()].filter((view) => view.board === board && view.state !== 'closed');
  const planned = views.sort((one, other) => compare(one.at ?? '', other.at ?? ''));
  return views.find(({ state }) => state === 'open') ?? planned[0] ?? null;
}

/** By the instant: two offsets say the same one differently. */
function compare(one: string, other: string): number {
  const [a, b] = [Date.parse(one), Date.parse(other)];
  return (Number.isNaN(a) ? Infinity : a) - (Number.isNaN(b) ? Infinity : b) || 0;
}

/** Whether two views differ in hands and marks alone, and in what moves no revision: rounds, and who is there. */
function isSameBut(one: SessionView, other: SessionView): boolean {
  const rest = ({
    rev: _rev,
    now: _now,
    hands: _hands,
    done: _done,
    present: _present,
    round: _round,
    timer,
    ...view
  }: SessionView) =>
    // A timer ends by itself, which nobody did.
    JSON.stringify({
      ...view,
      timer: timer.state === 'running' || timer.state === 'ended' ? timer.endsAt : timer,
    });
  return rest(one) === rest(other);
}
