import { useState, useEffect } from 'react';
import { Check, CloudOff, HardDrive, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useBoard, useDeviceKeeps, type Saved } from '../../client';
import { useT } from '../../i18n';
import { cx, Tooltip, useRefusalWords } from '../../ui';
import { UnsentDialog } from '../../features/kept/UnsentDialog';
import styles from './Frame.module.css';

/**
 * Whether everything typed is stored safely; pressing it shows what is not. A screen reader announces changes of the
 * state only: the count changes with every key, so it is read out only on request.
 */
export function SavedState() {
  const t = useT('frame');
  const saved = useBoard((state) => state.saved);
  const keeps = useDeviceKeeps();
  const [isReading, setReading] = useState(false);
  const { icon, word, hint, advice = '', look, spoken } = useWords(saved, keeps);
  const hasUnsaved = saved.state === 'refused' || (saved.state !== 'saved' && saved.pending > 0);
  useAskBeforeLeaving(hasUnsaved && !keeps);
  return (
    <>
      <Tooltip text={hint}>
        <Button
          className={cx(styles['saved'], look)}
          data-saved={saved.state}
          data-kept={'kept' in saved && saved.kept === saved.pending}
          aria-label={hasUnsaved ? `${word}. ${hint} ${t('saved.look')}` : `${word}. ${hint}`}
          {...(hasUnsaved ? { onPress: () => setReading(true) } : {})}
        >
          {icon}
          <span className={isAsItShouldBe(saved) ? styles['spoken'] : styles['savedWord']}>{word}</span>
        </Button>
      </Tooltip>
      <span className={styles['spoken']} role="status">
        {spoken}
      </span>
      {isReading ? <UnsentDialog why={`${hint} ${advice}`.trim()} onClose={() => setReading(false)} /> : null}
    </>
  );
}

/** Then the sign says enough: words that come and go with every letter would push what stands beside them ([UI-70]). */
function isAsItShouldBe({ state }: Saved): boolean {
  return state === 'saved' || state === 'saving';
}

function useWords(saved: Saved, keeps: boolean) {
  const t = useT('frame');
  const refusal = useRefusalWords();
  switch (saved.state) {
    case 'saved':
      return {
        icon: <Check size={14} aria-hidden />,
        word: t('saved.saved'),
        hint: t('saved.savedHint'),
        look: null,
        spoken: '',
      };
    case 'saving':
      return {
        icon: <LoaderCircle size={14} aria-hidden />,
        word: t('saved.saving', { count: saved.pending }),
        hint: keeps ? t('saved.savingHint', { count: saved.pending }) : t('saved.savingUnkeptHint'),
        look: null,
        spoken: '',
      };
    case 'offline': {
      const count = keeps ? saved.kept : saved.pending;
      const counted = keeps ? t('saved.offlineCount', { count }) : t('saved.offlineUnkept', { count });
      return {
        icon: <CloudOff size={14} aria-hidden />,
        word: count > 0 ? counted : t('saved.offline'),
        hint: keeps ? t('saved.offlineHint', { count }) : t('saved.offlineUnkeptHint', { count }),
        look: keeps ? styles['savedLoud'] : styles['savedBad'],
        spoken: t('saved.offline'),
      };
    }
    case 'host-full':
      return {
        icon: <HardDrive size={14} aria-hidden />,
        word: t('saved.hostFull', { count: keeps ? saved.kept : saved.pending }),
        hint: keeps ? t('saved.hostFullHint', { count: saved.kept }) : t('saved.savingUnkeptHint'),
        look: keeps ? styles['savedLoud'] : styles['savedBad'],
        spoken: t('saved.refused'),
      };
    case 'refused': {
      const { why, advice } = refusal(saved.reason);
      return {
        icon: <TriangleAlert size={14} aria-hidden />,
        word: t('saved.refused'),
        hint: why,
        advice,
        look: styles['savedBad'],
        spoken: t('saved.refused'),
      };
    }
  }
}

/** Makes a browser ask before it closes a page while something would be lost. Windows of the app keep everything. */
function useAskBeforeLeaving(isLost: boolean): void {
  useEffect(() => {
    if (!isLost || window.desktop) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isLost]);
}
