import { fieldDiff } from '../../../../shared/domain/diff';
import { statementOf } from '../../../../shared/domain/history';
import { useBoard } from '../../../client';
import { historySentence, signedSentence, useT } from '../../../i18n';
import { When } from '../discussion/Comment';
import { useDeletion, usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import { courseOf, type Return, type Step } from './steps';
import styles from './history.module.css';

/**
 * What the record says of this plan, newest on top ([PLANUI-12]): who did it, and below it what he signed. Above it who deleted
 * it; among it, behind what he had seen of it, who took it out of the bin again.
 */
export function History() {
  const t = useT('decision');
  const { row } = usePlan();
  const entries = useBoard((board) => board.entries);
  const { nameOf } = useSpeech();
  const deleted = useDeletion(row.id);
  const course = courseOf(entries, row);
  return (
    <section aria-label={t('history.title')} className={styles['history']}>
      <h2 className={styles['title']}>{t('history.title')}</h2>
      {course.length === 0 && !deleted ? <p className={styles['quiet']}>{t('history.empty')}</p> : null}
      <ol className={styles['steps']}>
        {deleted ? (
          <li className={styles['step']}>
            <p className={styles['top']}>
              <span>{t('history.gone', { name: nameOf(deleted.by) })}</span>
              {deleted.at === null ? null : <When at={deleted.at} />}
            </p>
          </li>
        ) : null}
        {course.map((step) =>
          'entry' in step ? (
            <HistoryStep key={step.entry.seq} {...step} />
          ) : (
            <li key="takenBack" className={styles['step']}>
              <p className={styles['top']}>
                <TakenBackWords {...step} />
              </p>
            </li>
          ),
        )}
      </ol>
    </section>
  );
}

function HistoryStep(step: Step) {
  const { entry, version } = step;
  const speech = useSpeech();
  const plan = useT('plan');
  const sentence = historySentence(speech, step);
  if (sentence === null) return null;
  const statement = statementOf(entry);
  const earlier = entry.kind === 'plan-submitted' ? version.previous : null;
  const changes = earlier ? fieldDiff(earlier.snapshot, version.snapshot) : [];
  return (
    <li className={styles['step']}>
      <p className={styles['top']}>
        <span>{sentence}</span>
        <When at={Date.parse(entry.at)} />
      </p>
      {statement ? (
        <blockquote className={styles['note']} data-sentence>
          {signedSentence(speech, entry.by, version.snapshot, statement)}
        </blockquote>
      ) : null}
      {earlier && changes.length > 0 ? (
        <details className={styles['details']}>
          <summary>{speech.t('history.changed')}</summary>
          <Changes
            changes={changes}
            before={earlier.snapshot}
            after={version.snapshot}
            labels={[plan('changes.before'), plan('changes.after')]}
          />
        </details>
      ) : null}
    </li>
  );
}

/** Who took the plan out of the bin, in the course on the screen and on paper. */
export function TakenBackWords({ takenBack }: Return): string {
  const { t, nameOf } = useSpeech();
  const by = useBoard((board) => board.owners.get(takenBack.clientId));
  return t('history.takenBack', { name: nameOf(by ?? '') });
}
