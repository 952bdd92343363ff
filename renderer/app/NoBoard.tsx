import { LayoutDashboard } from 'lucide-react';
import { useT } from '../i18n';
import { EmptyState, LinkButton } from '../ui';
import { hrefOf } from '../state/route';
import { Banners } from './banners/Banners';
import { TopLine } from './frame/TopLine';
import styles from './frame/Frame.module.css';

/** An address of a board that this person does not have. */
export function NoBoard({ onHelp }: { onHelp: () => void }) {
  const t = useT('frame');
  return (
    <>
      <TopLine title={t('boards')} onHelp={onHelp} />
      <Banners />
      <main className={styles['content']} id="content" tabIndex={-1}>
        <EmptyState
          icon={<LayoutDashboard size={28} />}
          title={t('noBoard.title')}
          text={t('noBoard.text')}
          action={<LinkButton href={hrefOf({ page: 'boards' })}>{t('noBoard.action')}</LinkButton>}
        />
      </main>
    </>
  );
}
