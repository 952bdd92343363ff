import type { RestorePreview } from '../../../shared/api/backup';
import { useFormat, useT } from '../../i18n';
import { Dialog, DialogActions, Progress } from '../../ui';
import styles from './backup.module.css';

interface Props {
  readonly preview: RestorePreview;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before the workspace goes back to a backup: says what will be lost and what stays. */
export function AskRestore({ preview, isBusy, onConfirm, onClose }: Props) {
  const t = useT('backup');
  const format = useFormat();
  const { madeAt, plans, boards } = preview;
  const { plansBack } = preview.since;
  return (
    <Dialog
      title={madeAt === null ? t('askTitle') : t('askOf', { date: format.instant(madeAt) })}
      isOpen
      onClose={onClose}
      role="alertdialog"
      isBusy={isBusy}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('do')}
          variant="danger"
          onPress={onConfirm}
          isBusy={isBusy}
        />
      }
    >
      <div className={styles['parts']}>
        <p>
          {t('holds', { plans, boards })}
          {plansBack > 0 ? ` ${t('comesBack', { count: plansBack })}` : ''}
        </p>
        <Points title={t('goes')} points={useWhatGoes(preview)} />
        <Points title={t('stays')} points={[t('staysPeople'), t('staysCopy'), t('staysKept')]} />
        <p className={styles['quiet']}>{t('everybody')}</p>
        {isBusy ? <Progress>{t('restoring')}</Progress> : null}
      </div>
    </Dialog>
  );
}

function useWhatGoes({ since }: RestorePreview): string[] {
  const t = useT('backup');
  const format = useFormat();
  const { boardsGone, plansGone, plansChanged, decisionsGone } = since;
  const titles = format.list(boardsGone.map((title) => t('quoted', { title })));
  return [
    ...(boardsGone.length > 0 ? [t('goesBoards', { count: boardsGone.length, titles })] : []),
    ...(plansGone > 0 ? [t('goesPlans', { count: plansGone })] : []),
    ...(plansChanged > 0 ? [t('goesChanges', { count: plansChanged })] : []),
    ...(decisionsGone > 0 ? [t('goesDecisions', { count: decisionsGone })] : []),
    t('goesComments'),
  ];
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section className={styles['part']}>
      <h3 className={styles['subheading']}>{title}</h3>
      <ul className={styles['points']}>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
