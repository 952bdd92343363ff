import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleCheckBig } from 'lucide-react';
import { isWait, type InboxItem, type InboxState } from '../../../shared/api/inbox';
import { useInbox, useInboxActions, useToday, useWaiting, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { navigate } from '../../state/route';
import {
  Banner,
  Button,
  EmptyState,
  isComposing,
  Kbd,
  Progress,
  Segments,
  showToast,
  softHyphens,
  useKeys,
} from '../../ui';
import { InboxRowView } from './InboxRow';
import { openItem } from './open-item';
import { filtered, NOTHING, rowsOf, type InboxFilter, type InboxRow } from './logic/rows';
import styles from './Inbox.module.css';

const FILTERS = ['open', 'new', 'waits', 'later'] as const;

/** Everything that concerns this member, on any board: one list, grouped by plan. */
export function Inbox() {
  const t = useT('inbox');
  const format = useFormat();
  const { items, later, asOf } = useInbox();
  const isAway = useWorkspace(({ online }) => online === false);
  const [filter, setFilter] = useState<InboxFilter>('open');
  const [unfolded, setUnfolded] = useState(NOTHING);
  const rows = useMemo(() => rowsOf(filtered(items, filter, unfolded)), [items, filter, unfolded]);
  const choose = (next: InboxFilter) => {
    setFilter(next);
    setUnfolded(NOTHING);
  };

  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <Segments
          label={t('filter')}
          value={filter}
          onChange={choose}
          items={FILTERS.map((id) => ({
            id,
            label: labelOf(t(`filters.${id}`), filtered(items, id).length),
          }))}
        />
        <ReviewAll />
      </div>
      {isAway && asOf !== null ? (
        <Banner tone="info">{t('asOf', { date: format.instant(new Date(asOf).toISOString()) })}</Banner>
      ) : null}
      {later.length > 0 ? <Later count={later.length} /> : null}
      {rows.length > 0 ? (
        <List key={filter} {...{ rows, filter, unfolded }} onUnfolded={setUnfolded} />
      ) : asOf === null ? (
        <Unknown isAway={isAway} />
      ) : later.length > 0 && filter === 'open' ? null : (
        <Empty isFiltered={filter !== 'open'} />
      )}
    </div>
  );
}

/** The way to everything that waits for a decision, one plan after the other. */
function ReviewAll() {
  const t = useT('review');
  const count = useWaiting().filter(({ why }) => why === 'decision').length;
  const open = () => count > 0 && navigate({ page: 'review' });
  useKeys({ r: open });
  if (count === 0) return null;
  return (
    <Button variant="primary" onPress={open}>
      {t('all', { count })} <Kbd>R</Kbd>
    </Button>
  );
}

function labelOf(name: string, count: number): string {
  return count > 0 ? `${name} ${count}` : name;
}

interface ListProps {
  readonly rows: readonly InboxRow[];
  readonly filter: InboxFilter;
  /** Keys of the lines that show the plans they are about. */
  readonly unfolded: ReadonlySet<string>;
  readonly onUnfolded: (keys: ReadonlySet<string>) => void;
}

/** Only the lines in view are part of the page. */
function List({ rows, filter, unfolded, onUnfolded }: ListProps) {
  const t = useT('inbox');
  const list = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => (rows[index]?.kind === 'head' ? 40 : 58),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  const set = useSetState();
  const { activeId, activate, enter, step, leave } = useActive(
    rows,
    (index) => virtual.scrollToIndex(index),
    list,
  );
  const count = rows.filter(({ kind }) => kind === 'item').length;

  // Whoever has just come here has the focus nowhere, or at the filters.
  useKeys({ j: enter, k: enter });

  const act = (item: InboxItem, state: InboxState) => {
    // What waits is done by deciding alone, and stays.
    const stays =
      state === 'done' ? isWait(item) : filtered([{ ...item, state }], filter, unfolded).length > 0;
    if (!stays) leave(item.id);
    set(item, state);
  };
  const unfold = (item: InboxItem) => {
    const others = new Set(unfolded);
    if (!others.delete(item.id)) others.add(item.id);
    if (filtered([item], filter, others).length === 0) leave(item.id);
    onUnfolded(others);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows.find(({ key }) => key === activeId);
    const item = row?.kind === 'item' ? row.item : null;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === 'j' || key === 'ArrowDown') step(1);
    else if (key === 'k' || key === 'ArrowUp') step(-1);
    else if (item && key === 'e') act(item, 'done');
    else if (item && key === 'l') act(item, item.state === 'later' ? 'seen' : 'later');
    else if (item && key === 'u') act(item, item.state === 'new' ? 'seen' : 'new');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={list} className={styles['list']} role="presentation" onKeyDown={onKeyDown}>
      <p className={styles['hidden']} id="inbox-keys">
        {t('keys')}
      </p>
      <ul
        aria-label={t('list')}
        aria-describedby="inbox-keys"
        style={{ position: 'relative', height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((virtualRow) => {
          const row = rows[virtualRow.index];
          if (!row) return null;
          return (
            <li
              key={virtualRow.key}
              ref={virtual.measureElement}
              data-index={virtualRow.index}
              className={styles['slot']}
              style={{ transform: `translateY(${virtualRow.start}px)` }}
              {...(row.kind === 'item' ? { 'aria-setsize': count } : {})}
            >
              {row.kind === 'head' ? (
                <Head item={row.of} />
              ) : (
                <InboxRowView
                  item={row.item}
                  isActive={row.key === activeId}
                  onFocus={() => activate(row.key)}
                  isUnfolded={unfolded.has(row.key)}
                  onOpen={() => {
                    if (row.item.plans) unfold(row.item);
                    else openItem(row.item);
                    if (row.item.state === 'new') set(row.item, 'seen');
                  }}
                  onDone={() => act(row.item, 'done')}
                  onLater={() => act(row.item, row.item.state === 'later' ? 'seen' : 'later')}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The plan that the items below are about. */
function Head({ item: { board, plan, plans, facts } }: { item: InboxItem }) {
  const t = useT('inbox');
  const common = useT('common');
  const boards = useWorkspace((state) => state.boards);
  const boardTitle = boards.find(({ id }) => id === board)?.title ?? '';
  const words =
    board === undefined
      ? t('groupWorkspace')
      : plans
        ? plans.every((each) => each.board === board)
          ? t('groupMany', { count: plans.length, board: boardTitle })
          : t('groupManyBoards', { count: plans.length })
        : plan === undefined
          ? t('groupBoard', { board: boardTitle })
          : t('group', { title: facts.title || common('untitled'), board: boardTitle });
  return <h2 className={styles['head']}>{softHyphens(words)}</h2>;
}

/** What only a later version can show: the host is newer than this page, so that loading it anew, or the next version of the app, brings it. */
function Later({ count }: { count: number }) {
  const t = useT('inbox');
  const frame = useT('frame');
  return (
    <Banner
      tone="info"
      action={
        <Button size="small" onPress={() => window.location.reload()}>
          {frame('banner.reload')}
        </Button>
      }
    >
      {t('newer', { count })}
    </Banner>
  );
}

/** The host has said nothing yet: then nobody knows whether something waits. */
function Unknown({ isAway }: { isAway: boolean }) {
  const t = useT('inbox');
  return isAway ? <Banner tone="info">{t('unknown')}</Banner> : <Progress>{t('loading')}</Progress>;
}

/** Nothing to do: says so, and what comes next. */
function Empty({ isFiltered }: { isFiltered: boolean }) {
  const t = useT('inbox');
  const format = useFormat();
  const today = useToday();
  const boards = useWorkspace((state) => state.boards);
  if (isFiltered)
    return (
      <EmptyState
        icon={<CircleCheckBig size={28} strokeWidth={1.5} />}
        title={t('emptyFiltered')}
        text={t('emptyFilteredText')}
      />
    );
  const [next] = boards
    .flatMap(({ archived, goingOn }) => (archived ? [] : (goingOn?.next ?? [])))
    .filter(({ start }) => start >= today)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  const comes = next ? ` ${t('next', { title: next.title, date: format.date(next.start) })}` : '';
  return (
    <EmptyState
      icon={<CircleCheckBig size={32} strokeWidth={1.5} />}
      title={t('emptyTitle')}
      text={`${t('emptyText')}${comes}`}
    />
  );
}

/** The line that the keys are about; when it leaves, the one behind it takes its place. */
function useActive(
  rows: readonly InboxRow[],
  scrollTo: (index: number) => void,
  list: { readonly current: HTMLElement | null },
) {
  const items = rows.flatMap((row, index) => (row.kind === 'item' ? [{ id: row.key, index }] : []));
  const [chosen, activate] = useState<string | null>(null);
  const [wanted, want] = useState<string | null>(null);
  const activeId = items.some(({ id }) => id === chosen) ? chosen : (items[0]?.id ?? null);
  const at = items.find(({ id }) => id === wanted)?.index;
  const lineOf = useCallback(
    (id: string) => list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`),
    [list],
  );
  useEffect(() => {
    if (wanted === null || at === undefined) return;
    scrollTo(at);
    // It may be drawn only once it was scrolled to.
    const frame = requestAnimationFrame(() => {
      lineOf(wanted)?.focus();
      want(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, at, scrollTo, lineOf]);
  const goTo = (next: { readonly id: string } | undefined) => {
    if (!next) return;
    activate(next.id);
    // At once where it can be: the next key is about the line that is marked, however soon it comes.
    lineOf(next.id)?.focus();
    want(next.id);
  };
  const placeOf = (id: string | null) => items.findIndex((item) => item.id === id);
  // At either end it stays where it is.
  const step = (by: 1 | -1) => goTo(items[placeOf(activeId) + by] ?? items[placeOf(activeId)]);
  const leave = (id: string) => goTo(items[placeOf(id) + 1] ?? items[placeOf(id) - 1]);
  return { activeId, activate, enter: () => want(activeId), step, leave };
}

function useSetState(): (item: InboxItem, state: InboxState) => void {
  const t = useT('inbox');
  const inbox = useInboxActions();
  return (item, state) => {
    if (state === 'done' && isWait(item)) return showToast({ tone: 'done', title: t('doneBy') });
    void inbox.set(item.id, state).then((isKept) => {
      if (!isKept) showToast({ tone: 'error', title: t('notKept') });
    });
  };
}
