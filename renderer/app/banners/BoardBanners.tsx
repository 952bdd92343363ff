import { useMemo, useState } from 'react';
import { reviewGap } from '../../../shared/domain/policy';
import { planDrawing, useBoard, useDrawnPlans, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, useRefusalWords } from '../../ui';
import { OverwrittenDialog } from '../../features/kept/OverwrittenDialog';
import { UnsentDialog } from '../../features/kept/UnsentDialog';
import { hrefOf } from '../../state/route';
import { useIsExample } from './ExampleBanner';
import { FaultBanner } from './FaultBanner';
import { KeyNotice } from './NoticeBanner';

/** What is true of one board: its record was tampered with, a change was refused, it is archived. */
export function BoardBanners({ boardId }: { boardId: string }) {
  const t = useT('frame');
  const refusal = useRefusalWords();
  const [isReading, setReading] = useState(false);
  const isExample = useIsExample();
  const fault = useBoard((state) => state.fault);
  const saved = useBoard((state) => state.saved);
  const workspaceFault = useWorkspace((state) => state.fault);
  const archived = useWorkspace(
    (state) => state.boards.find((board) => board.id === boardId)?.archived ?? false,
  );
  const refused = saved.state === 'refused' ? refusal(saved.reason) : null;
  const words = refused ? `${refused.why} ${refused.advice}` : '';
  return (
    <>
      {fault && !workspaceFault ? <FaultBanner fault={fault} boardId={boardId} /> : null}
      {refused ? (
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
          {words}
        </Banner>
      ) : null}
      {isReading ? <UnsentDialog why={words} onClose={() => setReading(false)} /> : null}
      <OverwrittenBanner />
      {archived ? (
        <Banner title={t('banner.archivedTitle')}>{t('banner.archivedText')}</Banner>
      ) : (
        <WaitingForNobody boardId={boardId} />
      )}
      {isExample ? null : <KeyNotice />}
    </>
  );
}

/** Somebody wrote over what this person wrote, at the same time. */
function OverwrittenBanner() {
  const t = useT('frame');
  const count = useBoard((state) => state.overwritten.length);
  const [isReading, setReading] = useState(false);
  return (
    <>
      {count > 0 ? (
        <Banner
          tone="warning"
          folds="text"
          title={t('banner.overwrittenTitle', { count })}
          action={
            <Button size="small" onPress={() => setReading(true)}>
              {t('banner.overwrittenLook')}
            </Button>
          }
        >
          {t('banner.overwrittenText')}
        </Banner>
      ) : null}
      {isReading ? <OverwrittenDialog onClose={() => setReading(false)} /> : null}
    </>
  );
}

/** What a plan waits for in review, if it does: the same for as long as it is the same submission. */
const asReview = planDrawing(
  ({ id, status: { state, submission } }) => ({ id, submission: state === 'in-review' ? submission : null }),
  (before, now) => before.submission === now.submission,
);

/** Plans in review that nobody can approve; each says there what helps. */
function WaitingForNobody({ boardId }: { boardId: string }) {
  const t = useT('frame');
  const reviews = useDrawnPlans(asReview);
  const members = useWorkspace((state) => state.members);
  const stuck = useMemo(() => {
    const people = [...members.values()];
    return reviews.filter(({ submission }) => submission !== null && reviewGap(people, submission) !== null);
  }, [reviews, members]);
  const [first] = stuck;
  if (!first) return null;
  return (
    <Banner
      tone="warning"
      folds="text"
      title={t('banner.nobodyTitle', { count: stuck.length })}
      action={
        <a href={hrefOf({ page: 'board', boardId, view: 'columns', planId: first.id })}>
          {t('banner.nobodyLook')}
        </a>
      }
    >
      {t('banner.nobodyText')}
    </Banner>
  );
}
