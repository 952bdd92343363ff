import { Check, CloudOff, HardDrive, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useBoard, type Saved } from '../session';
import { useT } from '../i18n';
import { cx, Tooltip } from '../ui';
import styles from './Frame.module.css';

/** Whether everything typed is stored safely. Announced only when it is not. */
export function SavedState() {
  const saved = useBoard((state) => state.saved);
  const { icon, word, hint, look } = useWords(saved);
  const isLoud = saved.state === 'offline' || saved.state === 'refused';
  return (
    <Tooltip text={hint}>
      <Button className={cx(styles['saved'], look)} data-saved={saved.state} aria-label={`${word}. ${hint}`}>
        {icon}
        <span className={styles['savedWord']} {...(isLoud ? { role: 'status' } : {})}>
          {word}
        </span>
      </Button>
    </Tooltip>
  );
}

function useWords(saved: Saved) {
  const t = useT('frame');
  const problems = useT('problems');
  switch (saved.state) {
    case 'saved':
      return {
        icon: <Check size={14} aria-hidden />,
        word: t('saved.saved'),
        hint: t('saved.savedHint'),
        look: null,
      };
    case 'saving':
      return {
        icon: <LoaderCircle size={14} aria-hidden />,
        word: t('saved.saving'),
        hint: t('saved.savingHint', { count: saved.pending }),
        look: null,
      };
    case 'offline':
      return {
        icon: <CloudOff size={14} aria-hidden />,
        word: saved.pending > 0 ? t('saved.offlineCount', { count: saved.pending }) : t('saved.offline'),
        hint: t('saved.offlineHint', { count: saved.pending }),
        look: styles['savedLoud'],
      };
    case 'host-full':
      return {
        icon: <HardDrive size={14} aria-hidden />,
        word: t('saved.hostFull', { count: saved.pending }),
        hint: t('saved.hostFullHint', { count: saved.pending }),
        look: styles['savedLoud'],
      };
    case 'refused': {
      const key = `update.${saved.reason}` as 'update.storage';
      return {
        icon: <TriangleAlert size={14} aria-hidden />,
        word: t('saved.refused'),
        hint: problems.has(key) ? problems(key) : problems('update.other'),
        look: styles['savedBad'],
      };
    }
  }
}
