import { Plus } from 'lucide-react';
import { mayAdminister } from '../../../shared/domain/policy';
import { useWorkspace, useWorkspaceActions } from '../../client';
import { useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { navigate } from '../../state/route';
import { Button } from '../../ui';
import { TitleForm } from './TitleForm';

/** The button for a new board, for owners. */
export function NewBoard() {
  const t = useT('board');
  const mayManage = useWorkspace(({ me }) => mayAdminister({ ...me, active: true }) === null);
  const openNewBoard = useDialogs((state) => state.openNewBoard);
  if (!mayManage) return null;
  return (
    <Button variant="primary" icon={<Plus size={16} aria-hidden />} onPress={openNewBoard}>
      {t('boards.create')}
    </Button>
  );
}

/**
 * Makes a board and goes there. It belongs to the frame, not to its button: the button is at another place once there
 * is a first board, and somebody else may make that one while a title is being typed here.
 */
export function NewBoardDialog() {
  const t = useT('board');
  const { createBoard } = useWorkspaceActions();
  const { newBoard: isOpen, closeNewBoard: close } = useDialogs();
  if (!isOpen) return null;
  return (
    <TitleForm
      heading={t('boards.createTitle')}
      submit={t('boards.createSubmit')}
      hint={t('boards.nameHint')}
      initial=""
      onClose={close}
      onSubmit={async (title) => {
        const outcome = await createBoard(title);
        if (!outcome.ok) return outcome.failure;
        close();
        navigate({ page: 'board', boardId: outcome.value, view: 'columns', planId: null });
        return null;
      }}
    />
  );
}
