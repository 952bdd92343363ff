import { memo } from 'react';
import { LocateFixed } from 'lucide-react';
import { useBoard, useNextWorkshop } from '../../client';
import { useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { LinkButton } from '../../ui';
import { useMe } from './useMe';
import { usePassedOn } from './usePassedOn';
import styles from './workshop.module.css';

/** On the board's other views while its workshop is on: the way to the current item. */
export const WorkshopChip = memo(function WorkshopChip() {
  const t = useT('workshop');
  const boardId = useBoard((board) => board.boardId);
  const next = useNextWorkshop(boardId);
  const { me } = useMe();
  usePassedOn(next?.state === 'open' ? next : null, me.id);
  if (next?.state !== 'open') return null;
  const words = t(next.focus.gather > 0 ? 'called' : 'goThere');
  return (
    <span title={words} className={styles['chipPlace']}>
      <LinkButton
        size="small"
        icon={<LocateFixed size={14} aria-hidden />}
        href={hrefOf({ page: 'board', boardId, view: 'workshop', planId: null })}
      >
        <span className={styles['chipWords']}>{words}</span>
      </LinkButton>
    </span>
  );
});
