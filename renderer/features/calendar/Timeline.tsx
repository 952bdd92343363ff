import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { CivilDate } from '../../../shared/domain/dates';
import { useT } from '../../i18n';
import { DepartmentName, isComposing } from '../../ui';
import { BarHint } from './BarHint';
import { useEntryWords, useSpanName, type EntryWords } from './entry-words';
import type { CalendarEntry } from './logic/entries';
import { groupsOf, type LaneGroup } from './logic/lanes';
import { neighbourOf, type Direction } from './logic/navigate';
import { stretchOf, type Span, type Zoom } from './logic/span';
import { TimeAxis, TimeGrid } from './TimeAxis';
import { LANE_HEIGHT, TimelineBar } from './TimelineBar';
import { useAxisWidth, useStartAtToday } from './useAxisWidth';
import styles from './timeline.module.css';

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

export interface TimelineProps {
  readonly boardId: string;
  readonly entries: readonly CalendarEntry[];
  readonly span: Span;
  readonly zoom: Zoom;
  readonly today: CivilDate;
}

/** Bars in lanes by department under an axis of months. One tab stop; arrow keys lead from bar to bar. */
export function Timeline({ boardId, entries, span, zoom, today }: TimelineProps) {
  const t = useT('calendar');
  const spanName = useSpanName();
  const words = useEntryWords();
  const frame = useRef<HTMLDivElement>(null);
  const width = useAxisWidth(frame);
  const [focused, setFocused] = useState<string | null>(null);
  const [hinted, setHinted] = useState<string | null>(null);

  const groups = useMemo(
    () => groupsOf(entries, span, { width, labelWidth: words.width }),
    [entries, span, width, words],
  );
  const tabStop = entries.find((entry) => entry.key === focused)?.key ?? groups[0]?.bars[0]?.entry.key;
  const todayAt = stretchOf(span, today, today)?.left ?? null;
  useStartAtToday(frame, width, todayAt);

  const move = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (isComposing(event)) return;
      if (event.key === 'Escape') setHinted(null);
      const direction = KEYS[event.key];
      const from = keyOf(event.target);
      if (!direction || from === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      focusBar(frame.current, neighbourOf(groups, from, direction));
    },
    [groups],
  );
  return (
    <div className={styles['frame']} ref={frame}>
      <div className={styles['sheet']} style={{ width }}>
        <TimeAxis span={span} zoom={zoom} todayAt={todayAt} />
        <div
          role="group"
          aria-label={t('timeline', { span: spanName(span, zoom) })}
          className={styles['body']}
          onKeyDown={move}
          onFocus={(event) => {
            const key = keyOf(event.target);
            setFocused(key);
            setHinted(key);
          }}
          onBlur={() => setHinted(null)}
          onPointerOver={(event) => setHinted(keyOf(event.target))}
          onPointerLeave={() => setHinted(null)}
        >
          <TimeGrid span={span} zoom={zoom} todayAt={todayAt} />
          {groups.map((group) => (
            <Group key={group.department} {...{ boardId, group, words, tabStop, width, hinted }} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface GroupProps {
  readonly boardId: string;
  readonly group: LaneGroup;
  readonly words: EntryWords;
  readonly tabStop: string | undefined;
  readonly width: number;
  readonly hinted: string | null;
}

function Group({ boardId, group, words, tabStop, width, hinted }: GroupProps) {
  const t = useT('calendar');
  const agreed = group.bars.filter((bar) => bar.entry.agreed).length;
  const hint = group.bars.find((bar) => bar.entry.key === hinted);
  return (
    <section className={styles['group']}>
      <h3 className={styles['groupTitle']}>
        <span className={styles['groupName']}>
          <DepartmentName department={group.department} />
          <span className={styles['groupCounts']}>
            {t('counts', { agreed, open: group.bars.length - agreed })}
          </span>
        </span>
      </h3>
      <div className={styles['lanes']} style={{ height: group.lanes * LANE_HEIGHT }}>
        {group.bars.map((bar) => (
          <TimelineBar
            key={bar.entry.key}
            boardId={boardId}
            bar={bar}
            words={words}
            isTabStop={bar.entry.key === tabStop}
          />
        ))}
        {hint ? <BarHint bar={hint} words={words} axisWidth={width} /> : null}
      </div>
    </section>
  );
}

function keyOf(target: EventTarget): string | null {
  const bar = target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
  return bar?.dataset['bar'] ?? null;
}

function focusBar(frame: HTMLElement | null, key: string): void {
  const bars = frame?.querySelectorAll<HTMLElement>('[data-bar]') ?? [];
  for (const bar of bars) if (bar.dataset['bar'] === key) bar.focus();
}
