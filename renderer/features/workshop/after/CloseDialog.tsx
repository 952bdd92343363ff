import { useState } from 'react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useWorkshopActions } from '../../../client';
import { useT } from '../../../i18n';
import { Banner, Dialog, DialogActions, Progress, useWording } from '../../../ui';
import { changesBetween } from '../logic/changes';
import { MinutesText, type Outcome } from './MinutesText';
import { useMinutes } from './useMinutes';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  readonly outcome: Outcome;
  readonly onClose: () => void;
}

/** Shows the minutes and closes with exactly these; where they changed meanwhile, says by how much ([SESSUI-10]). */
export function CloseDialog({ view, outcome: shown, onClose }: Props) {
  const t = useT('workshop');
  const workshops = useWorkshopActions();
  const wording = useWording();
  const { minutes, refresh } = useMinutes(view);
  const [changes, setChanges] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const close = async () => {
    if (!minutes) return;
    setBusy(true);
    const outcome = await workshops.close(view, minutes.digest);
    if (!outcome.ok && outcome.failure.code === 'changed') {
      const now = await refresh();
      if (now) setChanges(changesBetween(minutes, now));
    } else if (!outcome.ok) wording.tell(outcome.failure);
    setBusy(false);
    if (outcome.ok) onClose();
  };
  return (
    <Dialog
      size="large"
      title={t('minutes.heading')}
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t('minutes.close')}
          onPress={() => void close()}
          isBusy={isBusy}
          isDisabled={minutes === null}
        />
      }
    >
      <div className={styles['form']}>
        {changes > 0 ? (
          <Banner tone="warning" isBoxed title={t('minutes.changed', { count: changes })}>
            {t('minutes.changedText')}
          </Banner>
        ) : (
          <p className={styles['quiet']}>{t('minutes.lead')}</p>
        )}
        {minutes ? (
          // Long minutes are scrolled by keys too.
          <section tabIndex={0} aria-label={t('minutes.title')}>
            <MinutesText minutes={minutes} outcome={shown} />
          </section>
        ) : (
          <Progress>{t('minutes.loading')}</Progress>
        )}
      </div>
    </Dialog>
  );
}
