import { useCallback, useEffect, useRef, useState } from 'react';
import type { RoundRow } from '../../../shared/api/rounds';
import type { Rights } from '../../../shared/domain/people';
import { useSealedRounds, useWorkspace, type Failure, type Outcome, type ShownRound } from '../../client';
import { Sender } from './logic/sender';

/** How often who has answered is asked for: the host tells it as of the last full quarter of a minute. */
const QUARTER_OF_A_MINUTE = 15_000;
/** After so long a host that did not answer is asked again: what it told of in the meantime may be told no second time. */
const ASKED_AGAIN = 5_000;

interface Asked<T> {
  /** Null until the host has answered. */
  readonly value: T | null;
  /** Why it did not, the last time. */
  readonly failure: Failure | null;
  /** Answers whether the host did. */
  readonly again: () => Promise<boolean>;
}

/**
 * Asks the host, and again while it cannot be reached. An answer that was longer on its way than one to a later question is
 * no step back: it does not count.
 */
function useAsked<T>(ask: () => Promise<Outcome<T>>): Asked<T> {
  const [told, setTold] = useState<Omit<Asked<T>, 'again'>>({ value: null, failure: null });
  const turn = useRef(0);
  const shown = useRef(0);
  const again = useCallback(async () => {
    const mine = ++turn.current;
    const outcome = await ask();
    if (mine < shown.current) return outcome.ok;
    shown.current = mine;
    setTold((before) =>
      outcome.ok ? { value: outcome.value, failure: null } : { ...before, failure: outcome.failure },
    );
    return outcome.ok;
  }, [ask]);
  useEffect(() => {
    if (told.failure?.code !== 'offline') return;
    const timer = setTimeout(() => void again(), ASKED_AGAIN);
    return () => clearTimeout(timer);
  }, [told, again]);
  return { ...told, again };
}

/** The rounds of a board, asked for again whenever the host says that one was opened or closed, or is heard again. */
export function useRoundList(boardId: string): Asked<readonly RoundRow[]> {
  const { rounds, changes } = useSealedRounds(boardId);
  const online = useWorkspace((state) => state.online);
  const asked = useAsked(useCallback(() => rounds.list(boardId), [rounds, boardId]));
  const { again } = asked;
  useEffect(() => void again(), [again, changes, online]);
  return asked;
}

/** One round; while it is open, who has answered is asked for every quarter of a minute, by windows that are looked at. */
export function useRound(boardId: string, roundId: string): Asked<ShownRound> {
  const { rounds, changes } = useSealedRounds(boardId);
  const online = useWorkspace((state) => state.online);
  const asked = useAsked(useCallback(() => rounds.view(boardId, roundId), [rounds, boardId, roundId]));
  const { again } = asked;
  const isOver = asked.value !== null && asked.value.state !== 'open';
  useEffect(() => void again(), [again, changes, online]);
  useEffect(() => {
    if (isOver) return;
    const look = () => void (document.visibilityState === 'visible' && again());
    const timer = setInterval(look, QUARTER_OF_A_MINUTE);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [again, isOver]);
  return asked;
}

/** What a person has entered, on its way or taken. */
export interface Entering<T> {
  /** What was entered last, also while it is on its way or could not be sent. */
  readonly entry: T | null;
  readonly put: (entry: T) => void;
  readonly isSending: boolean;
  readonly failure: Failure | null;
}

/**
 * Enters, and shows what was entered at once. What could not be sent because nobody was reached is sent by itself as soon
 * as the host is heard again.
 * @param kept what the host, or this device, says was entered
 */
export function useEntering<T>(
  kept: T | null,
  send: (entry: T) => Promise<Outcome<void>>,
  again: () => Promise<boolean>,
): Entering<T> {
  const online = useWorkspace((state) => state.online);
  const [wanted, setWanted] = useState<{ readonly entry: T } | null>(null);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const latest = useRef({ send, again, retry: () => {} });
  /** How often something was entered. */
  const puts = useRef(0);
  const sender = useRef<Sender<T> | null>(null);
  async function ended(outcome: Outcome<void>): Promise<void> {
    const mine = puts.current;
    setFailure(outcome.ok ? null : outcome.failure);
    const isSeen = await latest.current.again();
    // Something else may have been entered, and even taken, while the host was asked: its answer is older than that.
    if (mine !== puts.current) return;
    setSending(false);
    if (outcome.ok && isSeen) setWanted(null);
  }
  const put = (entry: T) => {
    puts.current += 1;
    setSending(true);
    setFailure(null);
    setWanted({ entry });
    sender.current ??= new Sender<T>(
      (each) => latest.current.send(each),
      (outcome) => void ended(outcome),
    );
    sender.current.put(entry);
  };
  const retry = () => {
    if (failure?.code === 'offline' && wanted) put(wanted.entry);
  };
  useEffect(() => {
    latest.current = { send, again, retry };
  });
  useEffect(() => {
    if (online) latest.current.retry();
  }, [online]);
  return { entry: wanted ? wanted.entry : kept, put, isSending, failure };
}

/** What this person may do, by the tables of the workspace. */
export function useRights(): Rights {
  const me = useWorkspace((state) => state.me);
  const isWalkIn = useWorkspace(({ members }) => members.get(me.id)?.walkIn === true);
  return isWalkIn ? { ...me, walkIn: true } : me;
}
