import { useMemo, useState } from 'react';
import { Eye } from 'lucide-react';
import type { Look } from '../../../../shared/api/inbox';
import { fieldDiff } from '../../../../shared/domain/diff';
import type { JsonObject } from '../../../../shared/domain/json';
import type { Material } from '../../../../shared/domain/plan';
import { useBoard, useBriefWithOwn, useOwnFields, useWorkspace } from '../../../client';
import { historySentence, useFormat, useT } from '../../../i18n';
import { Button } from '../../../ui';
import { stepsOf } from '../history/steps';
import { authorshipOf } from '../logic/comments';
import { usePlan, useSpeech } from '../plan-context';
import { Changes } from '../status/Changes';
import styles from './looked.module.css';

/**
 * What is new for this person, against what was really before his eyes when he looked last ([INBOX-12]). However much it is,
 * it is `isOpen` for whoever goes through what waits.
 */
export function SinceLook({ look, isOpen = false }: { look: Look; isOpen?: boolean }) {
  const t = useT('plan');
  const format = useFormat();
  const { row, jumpTo } = usePlan();
  const { material, covered } = useMaterialToCompare();
  const isOwn = useOwnFields(row.id);
  const changes = useMemo(
    () => fieldDiff(look.material, material).filter(({ field }) => !isOwn(field)),
    [look, material, isOwn],
  );
  const steps = useNewSteps(look);
  const comments = useNewComments(look);
  const speech = useSpeech();
  const [first] = comments;
  if (changes.length === 0 && steps.length === 0 && !first) return null;
  return (
    <section aria-label={t('looked.title', { date: format.instant(look.at) })} className={styles['looked']}>
      <h3 className={styles['title']}>
        <Eye size={14} aria-hidden />
        {t('looked.title', { date: format.instant(look.at) })}
      </h3>
      <ul className={styles['news']}>
        {steps.map((step) => (
          <li key={step.entry.seq}>{historySentence(speech, step)}</li>
        ))}
        {first ? (
          <li>
            <Button size="small" variant="quiet" onPress={() => jumpTo(`comment/${first.id}`)}>
              {t('looked.comments', {
                count: comments.length,
                names: format.list([...new Set(comments.map(({ by }) => speech.nameOf(by)))]),
              })}
            </Button>
          </li>
        ) : null}
      </ul>
      {changes.length > 0 ? (
        <details className={styles['changes']} open={isOpen || changes.length <= 3} key={row.id}>
          <summary>{t('looked.changes', { count: changes.length })}</summary>
          <Changes
            changes={changes}
            before={look.material}
            after={material}
            covered={covered}
            labels={[t('looked.then'), t('changes.now')]}
          />
        </details>
      ) : null}
    </section>
  );
}

/** Whoever types in the form need not be told what: there it stays what was new when he opened the plan. */
function useMaterialToCompare(): { readonly material: Material; readonly covered: JsonObject } {
  const { row, isReading } = usePlan();
  const briefWithOwn = useBriefWithOwn(row.id);
  const now = useMemo(() => {
    const brief = briefWithOwn();
    const covered: JsonObject = brief === null ? {} : { brief };
    return { material: row.material, covered };
  }, [row.material, briefWithOwn]);
  const [opened] = useState(now);
  return isReading ? now : opened;
}

/** What others have stated since. */
function useNewSteps({ seq }: Look) {
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me.id);
  const entries = useBoard((board) => board.entries);
  return useMemo(
    () =>
      stepsOf(entries, row.id)
        .filter(({ entry }) => entry.seq > seq && entry.by !== me)
        .reverse(),
    [entries, row.id, seq, me],
  );
}

/** What others have said since, in open discussions. */
function useNewComments({ comments: read }: Look) {
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me.id);
  const threads = useBoard((board) => board.threads.get(row.id));
  const owners = useBoard((board) => board.owners);
  return useMemo(() => {
    const known = new Set(read);
    return (threads ?? [])
      .filter(({ resolved }) => !resolved)
      .flatMap(({ comments }) => comments)
      .flatMap((comment) => {
        const by = authorshipOf(comment, owners).memberId;
        return by === null || by === me || known.has(comment.id) ? [] : [{ id: comment.id, by }];
      });
  }, [threads, owners, read, me]);
}
