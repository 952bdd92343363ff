import { useState } from 'react';
import { useBoard, useWorkspace } from '../session';
import { useT } from '../i18n';
import { Banner, Button } from '../ui';
import { UnsentDialog } from '../features/kept';

/** What holds for one board: a record that was tampered with, a change that was refused, the archive. */
export function BoardBanners({ boardId }: { boardId: string }) {
  const t = useT('frame');
  const problems = useT('problems');
  const [isReading, setReading] = useState(false);
  const fault = useBoard((state) => state.fault);
  const saved = useBoard((state) => state.saved);
  const workspaceFault = useWorkspace((state) => state.fault);
  const archived = useWorkspace(
    (state) => state.boards.find((board) => board.id === boardId)?.archived ?? false,
  );
  const reason = saved.state === 'refused' ? (`update.${saved.reason}` as 'update.storage') : null;
  const why = reason && problems.has(reason) ? problems(reason) : problems('update.other');
  return (
    <>
      {fault && !workspaceFault ? (
        <Banner tone="danger" title={t('banner.faultTitle')}>
          {t('banner.faultText')}
        </Banner>
      ) : null}
      {reason ? (
        <Banner
          tone="danger"
          title={t('banner.refusedTitle')}
          action={
            <>
              <Button size="small" onPress={() => setReading(true)}>
                {t('banner.unsentLook')}
              </Button>
              <Button size="small" onPress={() => window.location.reload()}>
                {t('banner.reload')}
              </Button>
            </>
          }
        >
          {why} {t('banner.refusedAdvice')}
        </Banner>
      ) : null}
      {isReading ? <UnsentDialog why={why} onClose={() => setReading(false)} /> : null}
      {archived ? <Banner title={t('banner.archivedTitle')}>{t('banner.archivedText')}</Banner> : null}
    </>
  );
}
