import { Presentation } from 'lucide-react';
import { useBoard, useNextWorkshop } from '../../client';
import { useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { LinkButton } from '../../ui';

/** On the board's other views while its workshop is on: the way to the current item. */
export function WorkshopChip() {
  const t = useT('workshop');
  const boardId = useBoard((board) => board.boardId);
  const next = useNextWorkshop(boardId);
  if (next?.state !== 'open') return null;
  return (
    <LinkButton
      size="small"
      icon={<Presentation size={14} aria-hidden />}
      href={hrefOf({ page: 'board', boardId, view: 'workshop', planId: null })}
    >
      {t(next.focus.gather > 0 ? 'called' : 'goThere')}
    </LinkButton>
  );
}
