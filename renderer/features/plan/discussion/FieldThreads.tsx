import { useEffect, useRef } from 'react';
import { useBoard } from '../../../client';
import { isComposing } from '../../../ui';
import { usePlanPlace } from '../plan-context';
import { Composer } from './CommentBox';
import { Thread } from './Thread';
import styles from './discussion.module.css';

/** The discussion of one field, directly below it. */
export function FieldThreads({ field, label, onDone }: { field: string; label: string; onDone: () => void }) {
  const { planId, canEdit } = usePlanPlace();
  const threads = useBoard((board) => board.threads.get(planId));
  const open = (threads ?? []).filter((thread) => thread.field === field && !thread.resolved);
  const place = useRef<HTMLDivElement>(null);
  // Whoever opens it by the keyboard goes on from here; where there is nothing to read yet, the box takes the focus.
  useEffect(() => {
    if (!place.current?.contains(document.activeElement)) place.current?.focus();
  }, []);
  return (
    <div
      ref={place}
      tabIndex={-1}
      className={styles['atField']}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onDone();
      }}
    >
      {open.map((thread) => (
        <Thread key={thread.id} thread={thread} isFieldNamed={false} />
      ))}
      {canEdit && open.length === 0 ? <NewThread field={field} label={label} /> : null}
    </div>
  );
}

function NewThread({ field, label }: { field: string; label: string }) {
  return <Composer about={{ field, label }} autoFocus />;
}
