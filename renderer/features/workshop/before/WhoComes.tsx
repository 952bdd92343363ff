import { useState } from 'react';
import { useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { useDialogs } from '../../../state/dialogs';
import { Banner, Button, RadioGroup } from '../../../ui';
import type { WhoReaches } from '../logic/reaching';
import styles from '../workshop.module.css';

interface Props {
  readonly reaches: WhoReaches;
  /** Whether the host is this very app. */
  readonly runsHere: boolean;
  /** Another dialog is opened instead. */
  readonly onElsewhere: () => void;
}

/**
 * Says before anybody is invited who will not get to this host, and what helps. Where most come from home and the host
 * is this machine, it offers to move the workspace to one that they reach.
 */
export function WhoComes({ reaches, runsHere, onElsewhere }: Props) {
  const t = useT('workshop');
  const isOwner = useWorkspace(({ me }) => me.role === 'owner');
  const { openInvite, openBackups } = useDialogs();
  const [from, setFrom] = useState<'office' | 'home' | null>(null);
  if (reaches === 'everybody') return null;
  const leave = (open: () => void) => () => {
    onElsewhere();
    open();
  };
  const isMoving = from === 'home' && runsHere;
  return (
    <>
      {reaches === 'nobody' ? (
        <Banner tone="warning" isBoxed title={t('reach.nobody')}>
          <p>{t(isOwner ? 'reach.nobodyHelp' : 'reach.nobodyAsk')}</p>
          {isOwner && runsHere ? (
            <div className={styles['actions']}>
              <Button size="small" onPress={leave(() => openInvite())}>
                {t('reach.open')}
              </Button>
            </div>
          ) : null}
        </Banner>
      ) : (
        <Banner tone="info" isBoxed title={t('reach.office')}>
          <p>{t('reach.officeHelp')}</p>
        </Banner>
      )}
      <RadioGroup
        label={t('reach.from')}
        options={(['office', 'home'] as const).map((id) => ({ id, label: t(`reach.${id}From`) }))}
        value={from}
        onChange={setFrom}
      />
      {from === 'home' && !runsHere ? <p className={styles['quiet']}>{t('reach.homeVpn')}</p> : null}
      {isMoving ? (
        <Banner tone="warning" isBoxed title={t('reach.move')}>
          <p>{t('reach.moveWhy')}</p>
          <ol className={styles['bullets']}>
            <li>{t('reach.moveSave')}</li>
            <li>{t('reach.moveOpen')}</li>
            <li>{t('reach.moveFollow')}</li>
          </ol>
          {isOwner ? (
            <div className={styles['actions']}>
              <Button size="small" onPress={leave(openBackups)}>
                {t('reach.moveBackup')}
              </Button>
            </div>
          ) : (
            <p>{t('reach.moveAsk')}</p>
          )}
        </Banner>
      ) : null}
    </>
  );
}
