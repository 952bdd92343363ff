import { CalendarPlus, GripVertical } from 'lucide-react';
import type { TimelinePlan } from '../../../../shared/domain/timeline/items';
import { useT } from '../../../i18n';
import { hrefOf } from '../../../state/route';
import { IconButton } from '../../../ui';
import styles from './tray.module.css';

/** What is dragged out of the tray: the ID of a plan. */
export const TRAY_TYPE = 'application/x-handschlag-plan';

interface TrayProps {
  readonly plans: readonly TimelinePlan[];
  /** Gives a plan its first dates in the time that is shown; null for those who may not. */
  readonly onSchedule: ((planId: string) => void) | null;
}

/** Plans without a start wait here: dragged onto the timeline, or by a press, they get dates. */
export function Tray({ plans, onSchedule }: TrayProps) {
  const t = useT('calendar');
  const common = useT('common');
  if (plans.length === 0) return null;
  return (
    <details className={styles['tray']}>
      <summary>{t('undated', { count: plans.length })}</summary>
      <ul className={styles['plans']}>
        {plans.map(({ board, planId, title }) => {
          const name = title || common('untitled');
          return (
            <li
              key={planId}
              className={styles['plan']}
              draggable={onSchedule !== null}
              onDragStart={(event) => {
                event.dataTransfer.setData(TRAY_TYPE, planId);
                event.dataTransfer.effectAllowed = 'move';
              }}
            >
              {onSchedule ? <GripVertical size={13} aria-hidden /> : null}
              <a
                href={hrefOf({ page: 'board', boardId: board, view: 'calendar', planId })}
                draggable={false}
                data-plan={planId}
                title={name}
              >
                {name}
              </a>
              {onSchedule ? (
                <IconButton
                  size="small"
                  icon={<CalendarPlus size={14} />}
                  label={t('planning.schedule', { title: name })}
                  onPress={() => onSchedule(planId)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
