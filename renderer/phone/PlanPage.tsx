import { useEffect, useMemo, useState } from 'react';
import { FileX } from 'lucide-react';
import { departmentOf } from '../../shared/domain/plan';
import { useBoard, useReadBoard, useWaiting, useWorkspace, type Failure, type PlanRow } from '../client';
import { takesNote, useT } from '../i18n';
import { hrefOf } from '../state/route';
import { Banner, Button, EmptyState, Progress, StatusBadge, useWording } from '../ui';
import { DecideDialog } from '../features/plan/decide/DecideDialog';
import { PlanVersion } from '../features/plan/decide/PlanVersion';
import { useWayRefusal } from '../features/plan/decide/Signing';
import { PlanContext, type PlanScope } from '../features/plan/plan-context';
import { wholeHref } from './places';
import styles from './phone.module.css';

/** How often a plan that is looked at is asked for again: nothing tells this page of edits. */
const AGAIN_MS = 20_000;

/** A plan as a document, and the decision about it. */
export function PlanPage({ boardId, planId }: { boardId: string; planId: string }) {
  const t = useT('phone');
  const wording = useWording();
  const failure = useLooking(planId);
  const row = useBoard(({ plans }) => plans.get(planId) ?? null);
  if (row) return <Plan boardId={boardId} row={row} />;
  return (
    <main className={styles['centre']}>
      {failure ? (
        <EmptyState icon={<FileX size={28} />} {...wording.failure(failure)} />
      ) : (
        <Progress>{t('loading')}</Progress>
      )}
    </main>
  );
}

/** Asks for the plan as long as it is looked at. @returns why the host did not answer, the last time */
function useLooking(planId: string): Failure | null {
  const board = useReadBoard();
  const online = useWorkspace((state) => state.online);
  const waiting = useWaiting();
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      const outcome = await board.look(planId);
      if (!isGone) setFailure(outcome.ok ? null : outcome.failure);
    };
    const again = () => void look();
    again();
    const timer = setInterval(again, AGAIN_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      isGone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [board, planId, online, waiting]);
  return failure;
}

function Plan({ boardId, row }: { boardId: string; row: PlanRow }) {
  const t = useT('phone');
  const decision = useT('decision');
  const common = useT('common');
  const wording = useWording();
  const [isDeciding, setDeciding] = useState(false);
  const refusal = useWayRefusal();
  const { material, status } = row;
  const title = typeof material['title'] === 'string' ? material['title'] : '';
  const scope = useMemo<PlanScope>(
    () => ({
      planId: row.id,
      row,
      title: title || common('untitled'),
      canEdit: false,
      isReading: true,
      jumpTo: () => undefined,
    }),
    [row, title, common],
  );
  // What waits is what was submitted; the whole app shows what it has become since.
  const shown = row.waitsForMe && status.submission ? status.submission.snapshot : material;
  return (
    <PlanContext value={scope}>
      <main className={styles['main']}>
        <StatusBadge
          state={status.state}
          department={departmentOf(material['kind'])}
          changes={status.changesSinceAgreed.length}
          look="loud"
          {...(styles['badge'] ? { className: styles['badge'] } : {})}
        />
        {row.waitsForMe && refusal ? (
          <Banner tone="warning" isBoxed title={decision('needsTls')}>
            {wording.refusal(refusal)}
          </Banner>
        ) : null}
        <PlanVersion material={shown} />
      </main>
      {row.waitsForMe && !refusal ? (
        <footer className={styles['bar']}>
          <Button variant="primary" size="large" onPress={() => setDeciding(true)}>
            {t(takesNote(shown) ? 'takeNote' : 'decide')}
          </Button>
        </footer>
      ) : null}
      {isDeciding ? (
        <DecideDialog
          first={null}
          onClose={() => setDeciding(false)}
          onSubmitAgain={() =>
            location.assign(wholeHref(hrefOf({ page: 'board', boardId, view: 'columns', planId: row.id })))
          }
        />
      ) : null}
    </PlanContext>
  );
}
