import { useEffect, useRef, type RefObject } from 'react';
import { FileQuestion } from 'lucide-react';
import { useBoard, type PlanRow } from '../../client';
import { useT } from '../../i18n';
import { takeBroughtUp, takeNewPlan } from '../../state/route';
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
import { focusField, OpenPlan, useCanEdit, useOpenPlan } from './open-plan';
import { rowOf } from './plan-context';
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
  const scope = useOpenPlan(row, { canEdit, isReading }, sheet);
  const look = useLook(row, sheet);
  useFirstFocus(row.id, sheet);

  return (
    <OpenPlan scope={scope}>
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
    </OpenPlan>
  );
}

/** A plan that was just made gets the focus in its title, any other that somebody opened at its top. */
function useFirstFocus(planId: string, sheet: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (takeNewPlan(planId)) focusField(sheet.current, 'title');
    else if (!takeBroughtUp(planId)) sheet.current?.focus({ preventScroll: true });
  }, [planId, sheet]);
}
