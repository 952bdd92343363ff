import { useState } from 'react';
import { useParked, type ParkedCopy, type WorkspaceState } from '../../client';
import { useT } from '../../i18n';
import { Button, Dialog, Progress } from '../../ui';
import { KeptPlan } from './KeptPlan';
import styles from './kept.module.css';

interface Props {
  readonly copy: ParkedCopy;
  /** The board of the copy; null when that board no longer exists. */
  readonly board: WorkspaceState['boards'][number] | null;
}

/** One board's copy: the plans that differ from now, and what to do with them. */
export function KeptCopy({ copy, board }: Props) {
  const t = useT('kept');
  const { content, discard } = useParked(copy);
  const [isAsking, setAsking] = useState(false);
  const title = board?.title ?? t('goneBoard');
  return (
    <section className={styles['copy']} aria-label={title}>
      <header className={styles['copyTop']}>
        <div>
          <h2 className={styles['board']}>{title}</h2>
          <p className={styles['quiet']}>
            {content ? t('differs', { count: content.plans.length }) : t('comparing')}
            {copy.unsent > 0 ? ` ${t('unsentIn', { count: copy.unsent })}` : ''}
          </p>
        </div>
        <Button size="small" onPress={() => setAsking(true)}>
          {t('discard')}
        </Button>
      </header>
      {content ? (
        content.plans.map((each) => <KeptPlan key={each.plan.id} kept={each} board={board} />)
      ) : (
        <Progress>{t('comparing')}</Progress>
      )}
      {isAsking ? (
        <Dialog
          title={t('discardQuestion')}
          role="alertdialog"
          size="small"
          isOpen
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button variant="quiet" onPress={() => setAsking(false)}>
                {t('keep')}
              </Button>
              <Button variant="danger" onPress={() => void discard()}>
                {t('discard')}
              </Button>
            </>
          }
        >
          <p>{t('discardText')}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
