import { useWorkspaceActions } from '../../client';
import { useT } from '../../i18n';
import { navigate } from '../../state/route';
import { TitleForm } from './TitleForm';

/** Makes a board and goes there. */
export function CreateBoard({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
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
