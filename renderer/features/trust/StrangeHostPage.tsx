import type { FormEvent, ReactNode } from 'react';
import { useHostTrust } from '../../client';
import { useT } from '../../i18n';
import { Button } from '../../ui';
import { Explanation, useNewLink } from './StrangeHost';
import styles from './trust.module.css';

/** For a window that has nothing to show without its host. `corner` holds language and appearance. */
export function StrangeHostPage({ corner }: { corner: ReactNode }) {
  const t = useT('trust');
  const { who } = useHostTrust();
  const anew = useNewLink();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void anew.submit();
  };
  return (
    <div className={styles['page']}>
      <div className={styles['corner']}>{corner}</div>
      <main className={styles['sheet']}>
        <h1 className={styles['title']}>{t(who === 'plain' ? 'title.plain' : 'title.other')}</h1>
        <Explanation />
        <form className={styles['form']} onSubmit={send} noValidate>
          {anew.field}
          <div className={styles['foot']}>
            <Button onPress={() => window.location.reload()} isDisabled={anew.isBusy}>
              {t('retry')}
            </Button>
            <Button variant="primary" type="submit" isPending={anew.isBusy} isDisabled={!anew.isReady}>
              {t('submit')}
            </Button>
          </div>
        </form>
      </main>
    </div>
  );
}
