import { useCallback, useLayoutEffect, useRef } from 'react';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import { useBoardActions } from '../../../client';
import { useT } from '../../../i18n';
import { TextField } from '../../../ui';
import { placeName, useShownLine, useStrokes } from '../useWritten';
import { caretAfter } from '../logic/caret';
import styles from '../workshop.module.css';

/** What anybody notes on an item. Everybody writes in the same text ([SESSUI-9]). */
export function Remarks({ item, mayWrite }: { item: AgendaItem; mayWrite: boolean }) {
  const t = useT('workshop');
  const { workshop } = useBoardActions();
  const field = useRef<HTMLDivElement>(null);
  const tellTyped = useSteadyCaret(field, item.remarks);
  const tellStroke = useStrokes();
  useShownLine('agenda', item.id);
  if (!mayWrite)
    return (
      <section aria-label={t('remarks.label')} className={styles['section']}>
        <h4 className={styles['sectionTitle']}>{t('remarks.label')}</h4>
        <p className={styles['text']}>{item.remarks || t('remarks.none')}</p>
      </section>
    );
  return (
    <div ref={field} data-place={placeName({ root: 'agenda', id: item.id, part: 'remarks' })}>
      <TextField
        label={t('remarks.label')}
        hint={t('remarks.hint')}
        value={item.remarks}
        onChange={(text) => {
          tellTyped(text);
          tellStroke(item.remarks, text);
          workshop.setRemarks(item.id, text);
        }}
        isMultiline
        rows={3}
      />
    </div>
  );
}

/** Keeps the caret where it was in the words when somebody else writes before it. */
function useSteadyCaret(
  field: { readonly current: HTMLElement | null },
  text: string,
): (typed: string) => void {
  const typed = useRef(text);
  const caret = useRef<readonly [number, number]>([0, 0]);
  // Also at once where it changes: the event that tells of it comes later, and somebody else's words may come between.
  const keep = useCallback(() => {
    const area = field.current?.querySelector('textarea');
    if (area) caret.current = [area.selectionStart, area.selectionEnd];
  }, [field]);
  useLayoutEffect(() => {
    document.addEventListener('selectionchange', keep);
    return () => document.removeEventListener('selectionchange', keep);
  }, [keep]);
  useLayoutEffect(() => {
    const before = typed.current;
    typed.current = text;
    const area = field.current?.querySelector('textarea');
    if (before === text || !area || document.activeElement !== area) return;
    const [start, end] = caret.current;
    area.setSelectionRange(caretAfter(before, text, start), caretAfter(before, text, end));
    keep();
  }, [field, keep, text]);
  return (now) => {
    typed.current = now;
    keep();
  };
}
