import { useEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, ChevronsRight } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { Member } from '../../../shared/domain/people';
import type { PlanState } from '../../../shared/domain/status';
import type { Person, PlanRow } from '../../client';
import { useFormat, useT } from '../../i18n';
import { cx, IconButton, StateGlyph } from '../../ui';
import { Card } from './Card';
import type { ColumnId } from './logic/columns';
import type { Search } from './logic/search';
import styles from './Board.module.css';

const GLYPH: Readonly<Record<ColumnId, PlanState>> = {
  draft: 'draft',
  review: 'in-review',
  agreed: 'agreed',
  launched: 'launched',
  over: 'closed',
};

/** What every card of the board needs besides its own row. */
export interface CardContext {
  readonly members: ReadonlyMap<string, Member>;
  readonly here: ReadonlyMap<string, readonly Person[]>;
  readonly hrefOf: (planId: string) => string;
  readonly openId: string | null;
  /** The card that the arrow keys reached last. */
  readonly activeId: string | null;
  /** True right after an arrow key: the active card takes the focus. */
  readonly moveFocus: boolean;
  /** The card to keep in sight: of the plan that is open, or was open last. */
  readonly inSight: string | null;
  readonly search: Search;
  /** Whose turn it is on a plan, in words. */
  readonly turnOf: (row: PlanRow) => string;
  /** Plans on which something is new for whoever looks. */
  readonly news: ReadonlySet<string>;
}

interface Props {
  readonly id: ColumnId;
  readonly rows: readonly PlanRow[];
  readonly context: CardContext;
  readonly onCollapse?: () => void;
}

/** The plans of one stage. Only the cards in view are part of the page. */
export function Column({ id, rows, context, onCollapse }: Props) {
  const t = useT('board');
  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: () => 96,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const activeIndex = rows.findIndex((row) => row.id === context.activeId);
  const { moveFocus } = context;
  useEffect(() => {
    if (moveFocus && activeIndex >= 0) virtual.scrollToIndex(activeIndex, { align: 'auto' });
  }, [moveFocus, activeIndex, virtual]);
  const inSight = rows.findIndex((row) => row.id === context.inSight);
  const { openId } = context;
  useEffect(() => {
    if (inSight < 0) return;
    virtual.scrollToIndex(inSight, { align: 'auto' });
    section.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    // Opening and closing a plan changes how much of the board is in sight.
  }, [inSight, openId, virtual]);

  const name = t(`column.${id}`);
  const titleId = `column-${id}`;
  return (
    <section
      ref={section}
      className={cx(styles['column'], rows.length === 0 && styles['emptyColumn'])}
      aria-labelledby={titleId}
    >
      <header className={styles['columnHead']}>
        <h2 id={titleId} className={styles['columnTitle']} style={{ color: `var(--state-${TONE[id]})` }}>
          <StateGlyph state={GLYPH[id]} />
          {name}
        </h2>
        <span className={styles['columnCount']}>
          <span aria-hidden>
            <Count value={rows.length} />
          </span>
          <span className={styles['hidden']}>{t('columnCount', { count: rows.length })}</span>
        </span>
        {onCollapse ? (
          <span className={styles['columnTools']}>
            <IconButton
              size="small"
              icon={<ChevronsRight size={15} />}
              label={t('collapseColumn', { name })}
              onPress={onCollapse}
            />
          </span>
        ) : null}
      </header>
      <div className={styles['columnBody']} ref={body}>
        {rows.length === 0 ? <p className={styles['columnEmpty']}>{t(`columnEmpty.${id}`)}</p> : null}
        <ul
          aria-label={t('plansOf', { name })}
          style={{ position: 'relative', height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const isActive = row.id === context.activeId;
            const owner = row.json['ownerId'];
            return (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={styles['slot']}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
              >
                <Card
                  turn={context.turnOf(row)}
                  row={row}
                  href={context.hrefOf(row.id)}
                  owner={typeof owner === 'string' ? context.members.get(owner) : undefined}
                  here={context.here.get(row.id)}
                  place={context.search.isEmpty ? null : context.search.placeOf(row)}
                  isNew={context.news.has(row.id)}
                  isOpen={row.id === context.openId}
                  isTabStop={activeIndex >= 0 ? isActive : item.index === 0}
                  wantsFocus={isActive && moveFocus}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

const TONE: Readonly<Record<ColumnId, string>> = {
  draft: 'draft',
  review: 'in-review',
  agreed: 'agreed',
  launched: 'launched',
  over: 'over',
};

/** A collapsed column: a head that says what is in it, and opens it. */
export function ClosedColumn({ id, count, onExpand }: { id: ColumnId; count: number; onExpand: () => void }) {
  const t = useT('board');
  return (
    <AriaButton className={styles['closedColumn'] ?? ''} aria-expanded={false} onPress={onExpand}>
      <ChevronRight size={14} aria-hidden />
      {t(`column.${id}`)} <Count value={count} />
    </AriaButton>
  );
}

function Count({ value }: { value: number }) {
  const format = useFormat();
  return <span className={styles['columnCount']}>{format.number(value)}</span>;
}
