import {
  useBoard,
  useBoardActions,
  useWorkspace,
  memberName,
  type OverwrittenComment,
  type OverwrittenField,
  type OverwrittenLine,
  type OverwrittenVersions,
  type OverwrittenWords,
} from '../client';
import { useT } from '../i18n';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import { mergeTexts } from './merge-texts';
import { otherOf } from './other-version';
import { useFieldWords } from './wording';
import styles from './Versions.module.css';

/** Fields in which two versions can be brought together word by word. */
const PROSE: ReadonlySet<string> = new Set(['title', 'goal', 'audience', 'message', 'comment', 'outcome']);

type Found = OverwrittenVersions;

/** Beside a field that two people changed at the same time: both versions, to choose. Nothing of either is lost until then. */
export function VersionsOf({ planId, field }: { planId: string; field: string }) {
  const overwritten = useBoard((board) => board.overwritten);
  const here = overwritten.filter(
    (each): each is OverwrittenField | OverwrittenWords => each.planId === planId && each.field === field,
  );
  return here.map((each) =>
    'words' in each ? <StruckWords key={each.id} found={each} /> : <Versions key={each.id} found={each} />,
  );
}

/** Below a comment that its author changed on two devices at the same time. */
export function VersionsOfComment({ commentId }: { commentId: string }) {
  const overwritten = useBoard((board) => board.overwritten);
  const here = overwritten.filter(
    (each): each is OverwrittenComment => 'commentId' in each && each.commentId === commentId,
  );
  return here.map((each) => <Versions key={each.id} found={each} />);
}

/** Beside an item of an agenda, or a task, that two people changed at the same time. */
export function VersionsOfLine({ lineId }: { lineId: string }) {
  const overwritten = useBoard((board) => board.overwritten);
  const here = overwritten.filter(
    (each): each is OverwrittenLine => each.planId === null && each.lineId === lineId,
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
  const plan = useBoard((board) => board.plans.get(found.planId ?? '')?.json);
  const present = usePresent(found);
  const { id, field, mine, base } = found;
  const { text: theirs, isKnown, isThere } = otherOf(found, present);
  const name = !isKnown || writer === undefined || writer === me ? '' : memberName(members, writer);
  const isComment = 'commentId' in found;
  const text = (value: Found['mine']) =>
    (found.planId === null ? lineText(value) : words.text(field, value, plan ?? {})) ||
    t(isComment ? 'versions.deletedComment' : 'emptied');
  const nameOf = (part: string) => {
    const line = `line.${part}` as 'line.minutes';
    if (isComment) return t('comment');
    return found.planId === null && t.has(line) ? t(line) : words.name(part);
  };
  const both =
    PROSE.has(field) && typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string'
      ? mergeTexts(base, mine, theirs)
      : null;
  const written = found.isSince ? 'versions.leadSince' : 'versions.lead';
  const lead = isComment ? 'versions.leadComment' : name ? written : 'versions.leadOther';
  const label = t('versions.label', { field: nameOf(field) });
  return (
    <section className={styles['versions']} aria-label={label}>
      {found.planId === null ? <p className={styles['field']}>{nameOf(field)}</p> : null}
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
        <Button size="small" onPress={() => settleOverwritten(id, isThere ? undefined : theirs)}>
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

/** Words of a brief whose paragraph went while they were written, to put at its end, copy or let go. */
export function StruckWords({ found }: { found: OverwrittenWords }) {
  const t = useT('kept');
  const { settleOverwritten } = useBoardActions();
  const { id, planId, words } = found;
  const isThere = useBoard((board) => board.plans.has(planId));
  return (
    <section className={styles['versions']} aria-label={t('struck.label')}>
      <p className={styles['lead']}>{t('struck.lead')}</p>
      <p className={styles['words']}>{words}</p>
      <div className={styles['actions']}>
        {isThere ? (
          <Button size="small" onPress={() => settleOverwritten(id, words)}>
            {t('struck.append')}
          </Button>
        ) : null}
        <CopyButton size="small" text={words} label={t('copy')} />
        <Button size="small" variant="quiet" onPress={() => settleOverwritten(id)}>
          {t('discard')}
        </Button>
      </div>
    </section>
  );
}

function lineText(value: Found['mine']): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What stands there by now; undefined where there is no longer anything to hold it. */
function usePresent(found: Found): Found['mine'] | undefined {
  return useBoard(({ plans, threads, agenda, tasks }) => {
    if (found.planId === null) {
      const line = (found.root === 'agenda' ? agenda : tasks).find(({ id }) => id === found.lineId);
      return line && { ...line, promise: null }[found.field as 'id'];
    }
    if (!('commentId' in found)) {
      const plan = plans.get(found.planId)?.json;
      return plan && (plan[found.field] ?? null);
    }
    const thread = threads.get(found.planId)?.find(({ id }) => id === found.threadId);
    return thread?.comments.find(({ id }) => id === found.commentId)?.text;
  });
}
