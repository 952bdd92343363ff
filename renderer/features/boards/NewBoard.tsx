import { useState } from 'react';
import { Plus } from 'lucide-react';
import { mayAdminister } from '../../../shared/domain/policy';
import { useWorkspace, useWorkspaceActions } from '../../client';
import { useT } from '../../i18n';
import { navigate } from '../../state/route';
import { Button } from '../../ui';
import { TitleForm } from './TitleForm';

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

/** Makes a board and goes there. */
function CreateBoard({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useT('board');
  const { createBoard } = useWorkspaceActions();
  if (!isOpen) return null;
  return (
    <TitleForm
      heading={t('boards.createTitle')}
      submit={t('boards.createSubmit')}
      hint={t('boards.nameHint')}
      initial=""
      onClose={onClose}
      onSubmit={async (title) => {
        const outcome = await createBoard(title);
        if (!outcome.ok) return outcome.failure;
        onClose();
        navigate({ page: 'board', boardId: outcome.value, view: 'columns', planId: null });
        return null;
      }}
    />
  );
}
