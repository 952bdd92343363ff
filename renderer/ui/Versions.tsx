import {
  useBoard,
  useBoardActions,
  useWorkspace,
  memberName,
  type OverwrittenComment,
  type OverwrittenField,
} from '../client';
import { useT } from '../i18n';
import { Button } from './Button';
import { mergeTexts } from './merge-texts';
import { useFieldWords } from './wording';
import styles from './Versions.module.css';

/** Fields in which two versions can be brought together word by word. */
const PROSE: ReadonlySet<string> = new Set(['title', 'goal', 'audience', 'message', 'comment']);

type Found = OverwrittenField | OverwrittenComment;

/** Beside a field that two people changed at the same time: both versions, to choose. Nothing of either is lost until then. */
export function VersionsOf({ planId, field }: { planId: string; field: string }) {
  const overwritten = useBoard((board) => board.overwritten);
  const here = overwritten.filter(
    (each): each is OverwrittenField => each.planId === planId && each.field === field,
  );
  return here.map((each) => <Versions key={each.id} found={each} />);
}

/** Below a comment that its author changed on two devices at the same time. */
export function VersionsOfComment({ commentId }: { commentId: string }) {
  const overwritten = useBoard((board) => board.overwritten);
  const here = overwritten.filter(
    (each): each is OverwrittenComment => 'commentId' in each && each.commentId === commentId,
  );
  return here.map((each) => <Versions key={each.id} found={each} />);
}

/** One's own version and the other one, what stands there by now, and what can be done with them. */
export function Versions({ found }: { found: Found }) {
  const t = useT('kept');
  const words = useFieldWords();
  const { settleOverwritten } = useBoardActions();
  const me = useWorkspace((state) => state.me.id);
  const members = useWorkspace((state) => state.members);
  const writer = useBoard((board) => board.owners.get(found.clientId));
  const plan = useBoard((board) => board.plans.get(found.planId)?.json);
  const present = usePresent(found);
  const { id, field, mine, theirs, base } = found;
  const name = writer === undefined || writer === me ? '' : memberName(members, writer);
  const isComment = 'commentId' in found;
  const text = (value: Found['mine']) =>
    words.text(field, value, plan ?? {}) || t(isComment ? 'versions.deletedComment' : 'emptied');
  const both =
    PROSE.has(field) && typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string'
      ? mergeTexts(base, mine, theirs)
      : null;
  const isChanged = present !== undefined && present !== theirs;
  const lead = isComment ? 'versions.leadComment' : name ? 'versions.lead' : 'versions.leadOther';
  const label = t('versions.label', { field: isComment ? t('comment') : words.name(field) });
  return (
    <section className={styles['versions']} aria-label={label}>
      <p className={styles['lead']}>{t(lead, { name })}</p>
      <dl className={styles['texts']}>
        <div>
          <dt>{t('versions.mine')}</dt>
          <dd>{text(mine)}</dd>
        </div>
        <div>
          <dt>{t(name ? 'versions.theirs' : 'versions.other', { name })}</dt>
          <dd>{text(theirs)}</dd>
        </div>
      </dl>
      <div className={styles['actions']}>
        <Button size="small" onPress={() => settleOverwritten(id, mine)}>
          {t('versions.takeMine')}
        </Button>
        <Button size="small" onPress={() => settleOverwritten(id, isChanged ? theirs : undefined)}>
          {t(name ? 'versions.takeTheirs' : 'versions.takeOther', { name })}
        </Button>
        {both === null ? null : (
          <Button size="small" onPress={() => settleOverwritten(id, both)}>
            {t('versions.takeBoth')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What stands there by now; undefined where there is no longer anything to hold it. */
function usePresent(found: Found): Found['mine'] | undefined {
  return useBoard(({ plans, threads }) => {
    if (!('commentId' in found)) {
      const plan = plans.get(found.planId)?.json;
      return plan && (plan[found.field] ?? null);
    }
    const thread = threads.get(found.planId)?.find(({ id }) => id === found.threadId);
    return thread?.comments.find(({ id }) => id === found.commentId)?.text;
  });
}
