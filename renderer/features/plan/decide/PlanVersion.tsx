import { fieldDiff } from '../../../../shared/domain/diff';
import type { Submission } from '../../../../shared/domain/history';
import { PLAN_FIELDS, type Material } from '../../../../shared/domain/plan';
import { decidedBefore, versionsOf } from '../../../../shared/domain/versions';
import { useBoard, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { BriefView, useFieldWords } from '../../../ui';
import { Changes } from '../status/Changes';
import { usePlan } from '../plan-context';
import styles from './decide.module.css';

/** The currency stands beside the budget, the title above and the brief below the others. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['currency', 'title', 'brief']);

/** A version of a plan as a document to be read: title, its facts, and the brief as it was written ([PLANUI-21]). */
export function PlanVersion({ material }: { material: Material }) {
  const common = useT('common');
  const { name, text } = useFieldWords();
  // What kind of plan it is says who decides about it.
  const known: readonly string[] = ['kind', ...PLAN_FIELDS];
  const others = Object.keys(material).filter((field) => !known.includes(field));
  const fields = [...known, ...others.sort()].filter(
    (field) => field in material && !SHOWN_ELSEWHERE.has(field),
  );
  const { title, brief } = material;
  const heading = text('title', title, material) || common('untitled');
  return (
    // It takes the focus so that the keyboard can scroll what holds nothing to press.
    <article className={styles['document']} aria-label={heading} tabIndex={0}>
      <h3 className={styles['documentTitle']}>{heading}</h3>
      <dl className={styles['snapshot']}>
        {fields.map((field) => (
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

/** What a version has new beside the last agreement; nothing before there was one. */
export function SinceAgreed({ material }: { material: Material }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const { agreement } = row.status;
  if (!agreement) return null;
  return (
    <New
      title={t('approve.diff')}
      before={agreement.snapshot}
      after={material}
      labels={[plan('changes.agreed'), plan('changes.after')]}
    />
  );
}

/**
 * What a submission has new for whoever decides: since he last decided himself, else since the agreement, else since the
 * submission before ([PLANUI-22]).
 */
export function SinceLastLook({ submission }: { submission: Submission }) {
  const t = useT('decision');
  const plan = useT('plan');
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me);
  const board = useBoard(({ entries }) => entries);
  const entries = board.filter((entry) => entry.plan === row.id);
  const own = decidedBefore(entries, me.id, submission);
  const labels = [plan('changes.before'), plan('changes.after')] as const;
  const { snapshot } = submission;
  if (own)
    return (
      <New
        title={t('approve.diffDecided', { version: String(own.number) })}
        before={own.snapshot}
        after={snapshot}
        labels={labels}
      />
    );
  if (row.status.agreement) return <SinceAgreed material={snapshot} />;
  const earlier = versionsOf(entries).get(submission.seq)?.previous;
  return earlier ? (
    <New title={t('approve.diffSubmitted')} before={earlier.snapshot} after={snapshot} labels={labels} />
  ) : null;
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
