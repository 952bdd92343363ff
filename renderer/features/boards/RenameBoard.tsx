import { useWorkspaceActions, type WorkspaceState } from '../../client';
import { useT } from '../../i18n';
import { TitleForm } from './TitleForm';

/** Gives a board another title. */
export function RenameBoard({
  board,
  onClose,
}: {
  board: WorkspaceState['boards'][number];
  onClose: () => void;
}) {
  const t = useT('board');
  const common = useT('common');
  const { patchBoard } = useWorkspaceActions();
  return (
    <TitleForm
      heading={t('boards.renameTitle')}
      submit={common('save')}
      initial={board.title}
      onClose={onClose}
      onSubmit={async (title) => {
        const outcome = await patchBoard(board.id, { title });
        if (!outcome.ok) return outcome.failure;
        onClose();
        return null;
      }}
    />
  );
}
