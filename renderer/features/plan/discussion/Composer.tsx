import { useBoardActions } from '../../../client';
import { useT } from '../../../i18n';
import { usePlan } from '../plan-context';
import { CommentBox } from './CommentBox';

interface ComposerProps {
  /** Absent: the thread is about the whole plan. */
  readonly about?: { readonly field: string; readonly label: string };
  readonly autoFocus?: boolean;
}

/** Opens a new thread. */
export function Composer({ about, autoFocus = false }: ComposerProps) {
  const t = useT('comments');
  const { row } = usePlan();
  const { addThread } = useBoardActions();
  return (
    <CommentBox
      label={about ? t('labelField', { field: about.label }) : t('label')}
      sendLabel={t('send')}
      autoFocus={autoFocus}
      onSend={(comment) => addThread({ plan: row.id, ...(about ? { field: about.field } : {}) }, comment)}
    />
  );
}
