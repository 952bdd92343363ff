import { fieldDiff } from '../../../../shared/domain/diff';
import type { Submission } from '../../../../shared/domain/history';
import type { Material } from '../../../../shared/domain/plan';
import { shown } from '../../../../shared/domain/text/typed-text';
import { useBoard, useWorkspace } from '../../../client';
import { returnPromiseWords, takesNote, useT } from '../../../i18n';
import { BriefView, softHyphens, useFieldWords } from '../../../ui';
import { factsOf } from '../document/facts';
import { beforeSubmission } from '../logic/looked-at';
import { Changes } from '../status/Changes';
import { usePlan, useSpeech } from '../plan-context';
import styles from './decide.module.css';

/** A version of a plan as a document to be read: title, its facts, and the brief as it was written ([PLANUI-21]). */
export function PlanVersion({ material }: { material: Material }) {
  const common = useT('common');
  const { name, text } = useFieldWords();
  const { title, brief } = material;
  const heading = text('title', title, material) || common('untitled');
  return (
    // It takes the focus so that the keyboard can scroll what holds nothing to press.
    <article className={styles['document']} aria-label={heading} tabIndex={0}>
      <h3 className={styles['documentTitle']}>{softHyphens(heading)}</h3>
      <dl className={styles['snapshot']}>
        {factsOf(material).map((field) => (
          <div key={field} className={styles['snapshotRow']}>
            <dt>{name(field)}</dt>
            <dd>{text(field, material[field], material)}</dd>
          </div>
        ))}
      </dl>
      {brief === undefined ? null : (
        <section aria-label={name('brief')}>
          <h4 className={styles['documentPart']}>{name('brief')}</h4>
          <BriefView brief={brief} />
        </section>
      )}
    </article>
  );
}

/** What whoever submitted said to it, and promises in return. */
export function WhatComesWithIt({ submission }: { submission: Submission }) {
  const t = useT('decision');
  const speech = useSpeech();
  const { note, returnPromises, by } = submission;
  return (
    <>
      {note ? <blockquote className={styles['note']}>{shown(note)}</blockquote> : null}
      {returnPromises.length > 0 ? (
        <section>
          <h3 className={styles['legend']}>{t('approve.theirReturn')}</h3>
          <p>
            {t('inReturn', { name: speech.nameOf(by) })} {returnPromiseWords(speech, returnPromises)}
          </p>
        </section>
      ) : null}
    </>
  );
}

/** What a version has new beside the last agreement; nothing before there was one. */
export function SinceAgreed({ material }: { material: Material }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const { agreement } = row.status;
  if (!agreement) return null;
  const isNoted = takesNote(agreement.snapshot);
  return (
    <New
      title={t(isNoted ? 'approve.diff-note' : 'approve.diff')}
      before={agreement.snapshot}
      after={material}
      labels={[plan(isNoted ? 'changes.agreed-note' : 'changes.agreed'), plan('changes.after')]}
    />
  );
}

/** What a submission has new for whoever decides ([PLANUI-22]). */
export function SinceLastLook({ submission }: { submission: Submission }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me);
  const board = useBoard(({ entries }) => entries);
  const entries = board.filter((entry) => entry.plan === row.id);
  const earlier = beforeSubmission(entries, me.id, submission, row.status.agreement);
  if (!earlier) return null;
  const isNoted = takesNote(submission.snapshot);
  const title = {
    decided: () => t('approve.diffDecided', { version: String(earlier.number) }),
    agreed: () => t(isNoted ? 'approve.diff-note' : 'approve.diff'),
    submitted: () => t('approve.diffSubmitted'),
  }[earlier.why]();
  const before = plan(
    earlier.why !== 'agreed' ? 'changes.before' : isNoted ? 'changes.agreed-note' : 'changes.agreed',
  );
  return (
    <New
      title={title}
      before={earlier.snapshot}
      after={submission.snapshot}
      labels={[before, plan('changes.after')]}
    />
  );
}

interface NewProps {
  readonly title: string;
  readonly before: Material;
  readonly after: Material;
  readonly labels: readonly [string, string];
}

function New({ title, before, after, labels }: NewProps) {
  const t = useT('decision');
  const changes = fieldDiff(before, after);
  return (
    <section className={styles['diff']}>
      <h3 className={styles['legend']}>{title}</h3>
      {changes.length === 0 ? (
        <p className={styles['hint']}>{t('approve.noDiff')}</p>
      ) : (
        <Changes changes={changes} before={before} after={after} labels={labels} />
      )}
    </section>
  );
}
