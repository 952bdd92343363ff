import { useBoard, useBoardActions, type Overwritten } from '../../client';
import { useT } from '../../i18n';
import { Button, CopyButton, Dialog, StruckWords, useFieldWords, Versions } from '../../ui';
import { linesOf, textOf } from './logic/lines';
import { PlanText } from './PlanText';
import styles from './kept.module.css';

/** Everything of one's own on this board that somebody wrote over without knowing of it, to choose, copy or put back. */
export function OverwrittenDialog({ onClose }: { onClose: () => void }) {
  const t = useT('kept');
  const common = useT('common');
  const words = useFieldWords();
  const overwritten = useBoard((board) => board.overwritten);
  const plans = useBoard((board) => board.plans);
  const lines = useBoard((board) => [...board.agenda, ...board.tasks]);
  const titleOf = ({ planId, ...each }: Overwritten) => {
    if (planId === null) {
      const line = lines.find(({ id }) => 'lineId' in each && id === each.lineId);
      return (line && ('title' in line ? line.title : line.text)) || common('untitled');
    }
    const plan = each.field === null ? each.plan : plans.get(planId)?.json;
    return (plan ? words.text('title', plan['title'], plan) : '') || common('untitled');
  };
  const nameOf = (each: Extract<Overwritten, { field: string }>) =>
    'commentId' in each ? t('comment') : words.name(each.field);
  return (
    <Dialog
      title={t('versions.title')}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {common('close')}
        </Button>
      }
    >
      <p className={styles['lead']}>{t(overwritten.length > 0 ? 'versions.text' : 'versions.none')}</p>
      {overwritten.map((each) => (
        <section key={each.id} className={styles['plan']} aria-label={titleOf(each)}>
          <h3 className={styles['title']}>
            {each.field === null ? titleOf(each) : `${titleOf(each)}: ${nameOf(each)}`}
          </h3>
          <Offered found={each} title={titleOf(each)} />
        </section>
      ))}
    </Dialog>
  );
}

function Offered({ found, title }: { found: Overwritten; title: string }) {
  if (found.field === null) return <DeletedPlan found={found} title={title} />;
  return 'words' in found ? <StruckWords found={found} /> : <Versions found={found} />;
}

function DeletedPlan({ found, title }: { found: Extract<Overwritten, { field: null }>; title: string }) {
  const t = useT('kept');
  const words = useFieldWords();
  const { insertKept, restorePlan, settleOverwritten } = useBoardActions();
  const isInBin = useBoard((board) => board.gone.some(({ row }) => row.id === found.planId));
  const { id, plan } = found;
  const lines = linesOf(plan, Object.keys(plan), words);
  return (
    <>
      <p className={styles['quiet']}>{t('versions.deleted')}</p>
      <PlanText lines={lines} comments={[]} />
      <div className={styles['actions']}>
        <Button
          size="small"
          onPress={() => {
            if (isInBin) restorePlan(found.planId);
            else insertKept(plan, t('keptTitle', { title }));
            settleOverwritten(id);
          }}
        >
          {t(isInBin ? 'versions.takeBack' : 'insert')}
        </Button>
        <CopyButton
          size="small"
          text={textOf({ title, lines, comments: [] }, t('comment'))}
          label={t('copy')}
        />
        <Button size="small" variant="quiet" onPress={() => settleOverwritten(id)}>
          {t('discard')}
        </Button>
      </div>
    </>
  );
}
