import { fieldDiff } from '../../../../shared/domain/diff';
import type { Material } from '../../../../shared/domain/plan';
import type { RecordEntry } from '../../../../shared/domain/record';
import { useBoard } from '../../../client';
import { useT } from '../../../i18n';
import { When } from '../discussion/Comment';
import { historySentence, promiseSentence, returnPromises } from '../logic/sentences';
import { usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import styles from './history.module.css';

interface Step {
  readonly entry: RecordEntry;
  /** The submission before this one. */
  readonly earlier: Material | null;
}

/** What the record says of this plan, newest on top ([PLANUI-12]). */
export function History() {
  const t = useT('decision');
  const { row } = usePlan();
  const entries = useBoard((board) => board.entries);
  const steps = stepsOf(entries.filter((entry) => entry.plan === row.id));
  return (
    <section aria-label={t('history.title')} className={styles['history']}>
      <h2 className={styles['title']}>{t('history.title')}</h2>
      {steps.length === 0 ? <p className={styles['quiet']}>{t('history.empty')}</p> : null}
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <HistoryStep key={step.entry.seq} {...step} />
        ))}
      </ol>
    </section>
  );
}

function HistoryStep({ entry, earlier }: Step) {
  const speech = useSpeech();
  const plan = useT('plan');
  const sentence = historySentence(speech, entry, earlier !== null);
  if (sentence === null) return null;
  const { note, promise, returnPromise } = entry.statement ?? {};
  const snapshot = snapshotOf(entry);
  const changes = earlier && snapshot ? fieldDiff(earlier, snapshot) : [];
  return (
    <li className={styles['step']}>
      <p className={styles['top']}>
        <span>{sentence}</span>
        <When at={entry.at} />
      </p>
      {promise ? <p className={styles['detail']}>{promiseSentence(speech, promise)}</p> : null}
      {returnPromise && returnPromise.length > 0 ? (
        <p className={styles['detail']}>
          {speech.t('inReturn', {
            name: speech.nameOf(entry.by),
            promises: returnPromises(speech, returnPromise),
          })}
        </p>
      ) : null}
      {note ? <blockquote className={styles['note']}>{note}</blockquote> : null}
      {earlier && snapshot && changes.length > 0 ? (
        <details className={styles['details']}>
          <summary>{speech.t('history.changed')}</summary>
          <Changes
            changes={changes}
            before={earlier}
            after={snapshot}
            labels={[plan('changes.before'), plan('changes.after')]}
          />
        </details>
      ) : null}
    </li>
  );
}

function stepsOf(entries: readonly RecordEntry[]): Step[] {
  let earlier: Material | null = null;
  const steps = entries.map((entry): Step => {
    const step = { entry, earlier: entry.kind === 'plan-submitted' ? earlier : null };
    earlier = snapshotOf(entry) ?? earlier;
    return step;
  });
  return steps.reverse();
}

function snapshotOf({ kind, body }: RecordEntry): Material | null {
  const snapshot = kind === 'plan-submitted' ? body?.['snapshot'] : null;
  return typeof snapshot === 'object' && snapshot !== null && !Array.isArray(snapshot)
    ? (snapshot as Material)
    : null;
}
