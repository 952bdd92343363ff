import { memo } from 'react';
import { ChevronDown, Plus } from 'lucide-react';
import { PLAN_KINDS, departmentOf, type PlanKind } from '../../../shared/domain/plan';
import { useBoard, useBoardActions, useWorkspace, useMayEdit } from '../../client';
import { useT } from '../../i18n';
import { changePlanFilter, EVERYTHING } from '../../state/plan-filter';
import { openNewPlan } from '../../state/route';
import { Button, DepartmentMark, IconButton, Menu } from '../../ui';
import styles from './NewPlan.module.css';

/** Makes a plan and opens it. The default kind is that of one's own department. `null` for those who may not edit. */
export function useNewPlan(): ((kind?: PlanKind) => void) | null {
  const boardId = useBoard((state) => state.boardId);
  const loaded = useBoard((state) => state.loaded);
  const department = useWorkspace((state) => state.me.department);
  const { createPlan } = useBoardActions();
  const mayEdit = useMayEdit();
  if (!mayEdit || !loaded) return null;
  return (kind = department === 'sales' ? 'sales-activity' : 'campaign') => {
    // What hides other plans would hide this one too.
    changePlanFilter(boardId, EVERYTHING);
    openNewPlan(boardId, createPlan({ kind, fields: { currency: 'EUR' } }));
  };
}

/** The button for a new plan, and a menu to choose its kind. */
export const NewPlan = memo(function NewPlan({ isPrimary }: { isPrimary: boolean }) {
  const t = useT('board');
  const newPlan = useNewPlan();
  if (!newPlan) return null;
  const variant = isPrimary ? 'primary' : 'secondary';
  return (
    <span className={styles['split']}>
      <Button
        variant={variant}
        className={styles['main']}
        icon={<Plus size={16} aria-hidden />}
        aria-label={t('newPlan')}
        aria-keyshortcuts="n"
        onPress={() => newPlan()}
      >
        <span className={styles['word']}>{t('newPlan')}</span>
      </Button>
      <Menu
        label={t('newPlanKind')}
        trigger={
          <IconButton
            variant={variant}
            className={styles['side']}
            icon={<ChevronDown size={14} aria-hidden />}
            label={t('newPlanKind')}
          />
        }
        sections={[
          {
            id: 'kinds',
            items: PLAN_KINDS.map((kind) => ({
              id: kind,
              label: t(`newKind.${kind}`),
              hint: t(`newKindHint.${kind}`),
              icon: <DepartmentMark department={departmentOf(kind)} />,
              onAction: () => newPlan(kind),
            })),
          },
        ]}
      />
    </span>
  );
});
