import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { cx } from '../../ui';
import { SettingsMenu } from './SettingsMenu';
import styles from './Frame.module.css';

interface Props {
  readonly title: string;
  readonly onHelp: () => void;
  /** The views of this page, to choose from. */
  readonly views?: ReactNode;
  /** Who is here, what is saved, what can be made. */
  readonly children?: ReactNode;
  /** In a narrow window an open plan covers the whole screen. */
  readonly hasPlanOpen?: boolean;
}

/** The line at the top of every page. */
export function TopLine({ title, onHelp, views, children, hasPlanOpen = false }: Props) {
  const t = useT('frame');
  const company = useWorkspace((state) => state.company);
  const isOwner = useWorkspace((state) => state.me.role === 'owner');
  const openBackups = useDialogs((state) => state.openBackups);
  useEffect(() => {
    document.title = [title, company || t('appName')].join(' · ');
  }, [title, company, t]);
  return (
    <header className={cx(styles['top'], hasPlanOpen && styles['hasPlanOpen'])}>
      <h1 className={styles['title']} title={title}>
        {title}
      </h1>
      {views ? <div className={styles['views']}>{views}</div> : null}
      <div className={styles['topRest']}>
        {children}
        <SettingsMenu onHelp={onHelp} onBackups={isOwner ? openBackups : undefined} />
      </div>
    </header>
  );
}
