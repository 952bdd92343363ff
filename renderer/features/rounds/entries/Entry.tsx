import type { ReactNode } from 'react';
import { CheckCircle2, Lock } from 'lucide-react';
import type { Failure, ShownRound } from '../../../client';
import { useT } from '../../../i18n';
import { Banner, Button, useWording } from '../../../ui';
import styles from '../rounds.module.css';

/** What the entry of each kind of round is given. */
export interface EntryProps {
  readonly boardId: string;
  readonly view: ShownRound;
  readonly isPrimary: boolean;
  readonly again: () => Promise<boolean>;
}

/** Whether what a person entered is with the host. The line is always there: nothing below it moves. */
export function EntryState({
  isTaken,
  isSending,
  failure,
  onRetry,
}: {
  isTaken: boolean;
  isSending: boolean;
  failure: Failure | null;
  onRetry: () => void;
}) {
  const t = useT('rounds');
  const common = useT('common');
  const wording = useWording();
  if (failure) {
    const isOffline = failure.code === 'offline';
    return (
      <Banner
        tone={isOffline ? 'warning' : 'danger'}
        title={t('notTaken')}
        isBoxed
        action={
          <Button size="small" onPress={onRetry}>
            {common('retry')}
          </Button>
        }
      >
        {isOffline ? t('offline') : wording.failure(failure).text}
      </Banner>
    );
  }
  const [icon, text]: [ReactNode, string] = isTaken
    ? [<CheckCircle2 key="taken" size={14} aria-hidden />, t('taken')]
    : [<Lock key="sealed" size={14} aria-hidden />, t('sealed')];
  return (
    <p className={styles['taken']} role="status">
      {isSending ? null : icon}
      {isSending ? t('sending') : text}
    </p>
  );
}
