import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { FileQuestion } from 'lucide-react';
import { useBoard, useBoardActions, useWorkspace, type PlanRow } from '../../client';
import { useT } from '../../i18n';
import { takeBroughtUp, takeNewPlan } from '../../state/route';
import { usePlaceShown } from '../../state/shown-place';
import { Button, cx, EmptyState, isComposing } from '../../ui';
import { Origin } from './again/Origin';
import { PrintedPlan } from './document/PrintedPlan';
import { DocumentTitle, PlanDocument, walk } from './document/PlanDocument';
import { Discussion } from './discussion/Discussion';
import { PlanForm } from './form/PlanForm';
import { TitleRow } from './form/fields';
import { PlanHeader } from './header/PlanHeader';
import { History } from './history/History';
import { SinceLook } from './looked/SinceLook';
import { useLook } from './looked/useLook';
import {
  PlanContext,
  PlanPlaceContext,
  rowOf,
  useIsFrozen,
  type PlanPlace,
  type PlanScope,
} from './plan-context';
import { StatusBlock } from './status/StatusBlock';
import { useReading } from './useReading';
import { Warnings } from './warnings/Warnings';
import styles from './plan.module.css';

export interface PlanPanelProps {
  readonly planId: string;
  readonly onClose: () => void;
  /** The panel has the whole place to itself. */
  readonly asPage?: boolean;
  /** Given where the panel can become a page, and back. */
  readonly onTogglePage?: () => void;
}

/** One plan of the board that is open: where it stands, what it says, what is said about it. */
export function PlanPanel({ planId, ...props }: PlanPanelProps) {
  const t = useT('plan');
  const row = useBoard((board) => rowOf(board, planId));
  if (row) return <PlanSheet key={planId} row={row} {...props} />;
  return (
    <EmptyState
      icon={<FileQuestion size={28} />}
      title={t('missing.title')}
      text={t('missing.text')}
      action={<Button onPress={props.onClose}>{t('close')}</Button>}
    />
  );
}

function PlanSheet({
  row,
  onClose,
  asPage = false,
  onTogglePage,
}: Omit<PlanPanelProps, 'planId'> & { row: PlanRow }) {
  const t = useT('plan');
  const sheet = useRef<HTMLElement>(null);
  const canEdit = useCanEdit(row);
  const reading = useReading(row, canEdit);
  const { isReading } = reading;
  const place = usePlace(row.id, canEdit, isReading, sheet);
  const scope = useScope(row, place);
  usePresenceIn(row.id);
  const look = useLook(row, sheet);
  useFirstFocus(row.id, sheet);
  usePlaceShown(({ planId, field }) => {
    if (planId !== row.id || field === null) return false;
    // Later, because a page that has just opened takes the focus first.
    place.jumpTo(field);
    return true;
  });

  return (
    <PlanPlaceContext.Provider value={place}>
      <PlanContext.Provider value={scope}>
        <article
          ref={sheet}
          aria-label={t('panel', { title: scope.title })}
          tabIndex={-1}
          className={cx(styles['sheet'], asPage && styles['page'])}
          data-plan-color={row.json['color']}
        >
          <PlanHeader
            onClose={onClose}
            onToggleReading={reading.toggle}
            asPage={asPage}
            {...(onTogglePage ? { onTogglePage } : {})}
          />
          <div
            className={styles['body']}
            role="presentation"
            onKeyDown={(event) => {
              if (isComposing(event) || !isReading) return;
              walk(event);
            }}
          >
            <div className={styles['title']} onFocus={reading.keepForm}>
              {isReading ? <DocumentTitle /> : <TitleRow placeholder={t('titlePlaceholder')} />}
            </div>
            <div className={styles['status']}>
              <StatusBlock />
              {look ? <SinceLook look={look} /> : null}
              <Warnings />
              <Origin />
            </div>
            <div className={styles['form']} onFocus={reading.keepForm}>
              {isReading ? <PlanDocument /> : <PlanForm />}
            </div>
            <div className={styles['talk']} data-field="comments">
              <Discussion />
              <History />
            </div>
          </div>
          <PrintedPlan />
        </article>
      </PlanContext.Provider>
    </PlanPlaceContext.Provider>
  );
}

/** False for guests, when nothing may change any more, and for plans that are only in the record. */
function useCanEdit(row: PlanRow): boolean {
  const isGuest = useWorkspace((workspace) => workspace.me.role === 'guest');
  const isFrozen = useIsFrozen();
  return !isGuest && !isFrozen && !row.status.deleted;
}

function usePlace(
  planId: string,
  canEdit: boolean,
  isReading: boolean,
  sheet: RefObject<HTMLElement | null>,
): PlanPlace {
  return useMemo(
    () => ({
      planId,
      canEdit,
      isReading,
      // Later, because a dialog that closes now first returns the focus to where it was.
      jumpTo: (field) => setTimeout(() => showField(sheet.current, field)),
    }),
    [planId, canEdit, isReading, sheet],
  );
}

function useScope(row: PlanRow, place: PlanPlace): PlanScope {
  const common = useT('common');
  const { title } = row.json;
  return useMemo(
    () => ({
      ...place,
      row,
      title: typeof title === 'string' && title.trim() !== '' ? title : common('untitled'),
    }),
    [place, row, title, common],
  );
}

/** Shows the others that this person has the plan open. */
function usePresenceIn(planId: string): void {
  const { setPresence } = useBoardActions();
  useEffect(() => {
    setPresence({ plan: planId });
    return () => setPresence({});
  }, [planId, setPresence]);
}

/** A plan that was just made gets the focus in its title, any other that somebody opened at its top. */
function useFirstFocus(planId: string, sheet: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (takeNewPlan(planId)) focusField(sheet.current, 'title');
    else if (!takeBroughtUp(planId)) sheet.current?.focus({ preventScroll: true });
  }, [planId, sheet]);
}

/** A comment that is folded away, or gone, is looked for in the discussion. */
function showField(sheet: HTMLElement | null, field: string): void {
  if (!focusField(sheet, field) && field.startsWith('comment/')) focusField(sheet, 'comments');
}

/** @returns whether it is there */
function focusField(sheet: HTMLElement | null, field: string): boolean {
  const frame = sheet?.querySelector(`[data-field="${CSS.escape(field)}"]`);
  frame?.scrollIntoView({ block: 'center' });
  frame
    ?.querySelector<HTMLElement>('input:not([aria-hidden]), textarea, [contenteditable="true"], button')
    ?.focus();
  if (frame instanceof HTMLElement && frame.tabIndex === -1 && frame.dataset['field'] === field)
    frame.focus();
  return frame !== null && frame !== undefined;
}
