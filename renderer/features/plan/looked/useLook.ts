import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Look } from '../../../../shared/api/inbox';
import { useBoard, useLooks, useWorkspace, type PlanRow } from '../../../client';

/** So long a plan is before somebody's eyes until he has seen it. */
export const SEEN_MS = 1_500;

/**
 * What this person saw last before he opened the plan, while the present is kept as what he has seen: once it has been
 * on a screen that he has before him for a moment, and of the discussion only what was in sight.
 *
 * @param known what is known already, by whoever shows a plan several times in one go: what is new stays new until he is done
 * @returns undefined until the host has answered
 */
export function useLook(
  row: PlanRow,
  sheet: RefObject<HTMLElement | null>,
  known?: Look | null,
): Look | null | undefined {
  const looks = useLooks();
  const board = useBoard(({ boardId }) => boardId);
  const seq = useBoard(({ entries }) => entries.at(-1)?.seq ?? 0);
  const isSaved = useBoard(({ saved }) => saved.state === 'saved');
  const online = useWorkspace((workspace) => workspace.online);
  const said = useBoard(({ threads }) => commentsOf(threads.get(row.id)));
  const [before, setBefore] = useState(known);
  const read = useRef(new Set(known?.comments));

  useEffect(() => {
    if (online !== true || before !== undefined) return;
    let isGone = false;
    void looks.of({ board, plan: row.id }).then((look) => {
      if (isGone) return;
      for (const comment of look?.comments ?? []) read.current.add(comment);
      setBefore(look);
    });
    return () => {
      isGone = true;
    };
  }, [looks, board, row.id, online, before]);

  const { digest, material } = row;
  const isGone = row.status.deleted;
  const shown = useRef(material);
  useEffect(() => {
    shown.current = material;
  });
  useEffect(() => {
    if (before === undefined || online !== true || !isSaved) return;
    let kept = '';
    const keep = () => {
      if (!isBeforeSomebody()) return;
      for (const comment of inSight(sheet.current)) read.current.add(comment);
      const there = new Set(said.split(' '));
      const comments = [...read.current].filter((comment) => there.has(comment));
      const seen = { digest, seq, comments, ...(isGone ? { gone: true } : {}) };
      const text = JSON.stringify(seen);
      if (text === kept) return;
      kept = text;
      void looks.keep({ board, plan: row.id }, seen, shown.current);
    };
    let timer = setTimeout(keep, SEEN_MS);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, SEEN_MS);
    };
    window.addEventListener('focus', again);
    document.addEventListener('visibilitychange', again);
    // Whatever scrolls: the sheet, or the page that it is on.
    document.addEventListener('scroll', again, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', again);
      document.removeEventListener('visibilitychange', again);
      document.removeEventListener('scroll', again, { capture: true });
    };
  }, [looks, board, row.id, digest, seq, said, before, online, isSaved, isGone, sheet]);

  return before;
}

/** The IDs of everything that was said, as one text: it is compared by what it says. */
function commentsOf(threads: readonly { comments: readonly { id: string }[] }[] | undefined): string {
  return (threads ?? []).flatMap(({ comments }) => comments.map(({ id }) => id)).join(' ');
}

export function isBeforeSomebody(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

const COMMENT = 'comment/';

/** Comments that are on the screen with their beginning. */
function inSight(sheet: HTMLElement | null): string[] {
  const comments = [...(sheet?.querySelectorAll<HTMLElement>(`[data-field^="${COMMENT}"]`) ?? [])];
  return comments.flatMap((comment) => {
    const { left, top, height } = comment.getBoundingClientRect();
    // What lies in a part that is scrolled away is covered by what lies around that part.
    const there = height > 0 ? document.elementFromPoint(left + 2, top + Math.min(12, height / 2)) : null;
    return there && comment.contains(there) ? [comment.dataset['field']?.slice(COMMENT.length) ?? ''] : [];
  });
}
