import { useState } from 'react';
import { Plus } from 'lucide-react';
import { mayAdminister } from '../../../shared/domain/policy';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { Button } from '../../ui';
import { CreateBoard } from './CreateBoard';

/** The button for a new board, for owners. */
export function NewBoard() {
  const t = useT('board');
  const mayManage = useWorkspace(({ me }) => mayAdminister({ ...me, active: true }) === null);
  const [isCreating, setCreating] = useState(false);
  if (!mayManage) return null;
  return (
    <>
      <Button variant="primary" icon={<Plus size={16} aria-hidden />} onPress={() => setCreating(true)}>
        {t('boards.create')}
      </Button>
      <CreateBoard isOpen={isCreating} onClose={() => setCreating(false)} />
    </>
  );
}
