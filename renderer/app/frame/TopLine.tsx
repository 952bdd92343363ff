import type { ReactNode } from 'react';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { Avatar, cx, softHyphens, usePageTitle } from '../../ui';
import { useIsExample } from '../banners/ExampleBanner';
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
  const openDays = useDialogs((state) => state.openDays);
  const whose = useWhoseExample();
  usePageTitle(whose?.words ?? '', title, company || t('appName'));
  return (
    <header className={cx(styles['top'], hasPlanOpen && styles['hasPlanOpen'])}>
      <div className={cx(styles['topInner'], views !== undefined && styles['hasViews'])}>
        <h1 className={styles['title']} title={title}>
          {softHyphens(title)}
        </h1>
        {views ? <div className={styles['views']}>{views}</div> : null}
        <div className={styles['topRest']}>
          {whose ? (
            <span className={styles['whose']} title={whose.words}>
              <Avatar name={whose.name} department={whose.department} size={20} isDecorative />
              <span className={styles['whoseWords']}>{whose.words}</span>
            </span>
          ) : null}
          {children}
          <SettingsMenu onHelp={onHelp} onBackups={isOwner ? openBackups : undefined} onDays={openDays} />
        </div>
      </div>
    </header>
  );
}

/** In the example one person has two windows, each of somebody else: whose this one is. */
function useWhoseExample() {
  const t = useT('frame');
  const common = useT('common');
  const isExample = useIsExample();
  const { name, department } = useWorkspace((state) => state.me);
  if (!isExample) return null;
  const words = t('example.whose', { name, department: common(`department.${department}`) });
  return { name, department, words };
}
