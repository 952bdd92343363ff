import { useLayoutEffect } from 'react';
import { useT } from '../../i18n';
import { keepShared, leaveShared, openShared, useCalendarSettings } from '../../state/calendar';
import { currentRoute, navigate } from '../../state/route';
import { viewIn, viewOf } from '../../state/shared-view';
import { Banner, Button } from '../../ui';
import styles from './calendar.module.css';

/** Shows the view that the address ends in, once: what its reader changes from there on is not in the address. */
export function useViewOfAddress(): void {
  useLayoutEffect(() => {
    const take = () => {
      const query = viewIn(window.location.hash);
      if (query === null) return;
      openShared(viewOf(query));
      navigate(currentRoute(), { replace: true });
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
}

/** Says whose view is looked at, and offers to keep it or to go back to one's own. */
export function SharedBanner() {
  const t = useT('calendar');
  const { shared } = useCalendarSettings();
  if (!shared) return null;
  if (shared.state === 'unreadable')
    return (
      <Banner tone="warning" title={t('shared.unreadableTitle')} onDismiss={leaveShared}>
        {t('shared.unreadableText')}
      </Banner>
    );
  const { name } = shared;
  return (
    <Banner
      title={name === '' ? t('shared.title') : t('shared.named', { name })}
      action={
        <div className={styles['sharedActions']}>
          <Button size="small" onPress={() => keepShared(name || t('shared.name'))}>
            {t('filter.keep')}
          </Button>
          <Button size="small" variant="quiet" onPress={leaveShared}>
            {t('shared.back')}
          </Button>
        </div>
      }
    />
  );
}
