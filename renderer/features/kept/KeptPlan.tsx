import { IMMATERIAL_FIELDS } from '../../../shared/domain/plan';
import { useInsertKept, useWorkspace, type ParkedPlan, type WorkspaceState } from '../../client';
import { useT } from '../../i18n';
import { openPlan } from '../../state/route';
import { Button, CopyButton, useFieldWords } from '../../ui';
import { linesOf, textOf } from './logic/lines';
import { PlanText } from './PlanText';
import styles from './kept.module.css';

interface Props {
  readonly kept: ParkedPlan;
  readonly board: WorkspaceState['boards'][number] | null;
}

/** What a kept plan has that the board has not; it can be copied, or added to the board as a new plan. */
export function KeptPlan({ kept, board }: Props) {
  const t = useT('kept');
  const common = useT('common');
  const words = useFieldWords();
  const mayEdit = useWorkspace((state) => state.me.role !== 'guest');
  const { plan, isGone, changes, comments } = kept;
  const title = words.text('title', plan['title'], plan) || common('untitled');
  const everything = linesOf(
    plan,
    Object.keys(plan).filter((field) => field !== 'id' && !IMMATERIAL_FIELDS.has(field)),
    words,
  );
  const differing = new Map(changes.map((change) => [change.field, change]));
  const lines = isGone ? everything : everything.filter(({ field }) => differing.has(field));
  const cleared = changes.filter(({ after }) => after === undefined).map(({ field }) => words.name(field));
  return (
    <section className={styles['plan']} aria-label={title}>
      <header className={styles['planTop']}>
        <div>
          <h3 className={styles['title']}>{title}</h3>
          <p className={styles['quiet']}>
            {isGone
              ? t('gone')
              : t('changed', {
                  fields: changes.map(({ field }) => words.name(field)).join(', '),
                  count: changes.length,
                })}
          </p>
        </div>
        <span className={styles['actions']}>
          <CopyButton
            size="small"
            text={textOf({ title, lines: everything, comments }, t('comment'))}
            label={t('copy')}
          />
          {board && mayEdit && !board.archived ? (
            <InsertButton kept={kept} boardId={board.id} title={title} />
          ) : null}
        </span>
      </header>
      <PlanText
        lines={lines}
        comments={comments}
        now={(field) => words.text(field, differing.get(field)?.before, plan)}
      />
      {cleared.length > 0 && !isGone ? (
        <p className={styles['quiet']}>{t('cleared', { fields: cleared.join(', ') })}</p>
      ) : null}
    </section>
  );
}

function InsertButton({ kept, boardId, title }: { kept: ParkedPlan; boardId: string; title: string }) {
  const t = useT('kept');
  const insertKept = useInsertKept();
  const insert = async () =>
    openPlan(boardId, await insertKept(boardId, kept.plan, t('keptTitle', { title })));
  return (
    <Button size="small" onPress={() => void insert()}>
      {t('insert')}
    </Button>
  );
}
