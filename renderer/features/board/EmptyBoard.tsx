import { Handshake, Plus, SearchX } from 'lucide-react';
import { useBoard } from '../../client';
import { useT } from '../../i18n';
import { changePlanFilter, EVERYTHING } from '../../state/plan-filter';
import { Button, EmptyState } from '../../ui';
import { useNewPlan } from './NewPlan';

/** A board without plans: what to put here, and the button for it. */
export function EmptyBoard() {
  const t = useT('board');
  const newPlan = useNewPlan();
  return (
    <EmptyState
      icon={<Handshake size={32} strokeWidth={1.5} />}
      title={t('empty.title')}
      text={newPlan ? t('empty.text') : t('empty.guest')}
      action={
        newPlan ? (
          <Button variant="primary" icon={<Plus size={16} aria-hidden />} onPress={() => newPlan()}>
            {t('newPlan')}
          </Button>
        ) : null
      }
    />
  );
}

/** Shown when search and filters match no plan. */
export function NothingFits() {
  const t = useT('board');
  const boardId = useBoard((state) => state.boardId);
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.5} />}
      title={t('nothing.title')}
      text={t('nothing.text')}
      action={<Button onPress={() => changePlanFilter(boardId, EVERYTHING)}>{t('nothing.action')}</Button>}
    />
  );
}
