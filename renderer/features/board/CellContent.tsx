import { useMemo, type ReactNode } from 'react';
import { AlarmClock, Hourglass, MessageSquare, Pencil } from 'lucide-react';
import type { Member } from '../../../shared/domain/people';
import { useBoard, type PlanRow } from '../../client';
import { useT, useFormat, type Format } from '../../i18n';
import {
  cx,
  DepartmentMark,
  NamedColorMark,
  PersonName,
  planColorOf,
  StatusBadge,
  useTurnWords,
  useWording,
  type Wording,
} from '../../ui';
import { budgetText, departmentOfRow, kindOf, ownerOf, tagsOf, textOf, titleOf } from './logic/values';
import type { Place } from './logic/search';
import { FoundIn, NewsMark, Tags } from './Marks';
import { useNews } from './logic/news';
import type { ListColumn } from './logic/list-columns';
import styles from './List.module.css';

interface Props {
  readonly row: PlanRow;
  readonly column: ListColumn;
  readonly href: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly words: ListWords;
  readonly turn: string;
  /** It is seen below the cells, and heard here all the same. */
  readonly isTurnBelow: boolean;
  /** Where the search found the plan, if not in its title: seen below the cells, and heard here. */
  readonly place: Place | null;
  /** `null` when this person may not edit. */
  readonly onEdit: (() => void) | null;
}

/** What a cell shows while nobody changes it. */
export function CellContent({ row, column, href, members, words, place, onEdit, ...props }: Props) {
  const { common, format } = words;
  switch (column) {
    case 'title':
      return <TitleContent row={row} href={href} words={words} place={place} onEdit={onEdit} />;
    case 'state':
      return <StateContent row={row} turn={props.turn} isBelow={props.isTurnBelow} />;
    case 'kind': {
      const name = common(`kind.${kindOf(row)}`);
      return (
        <span title={name}>
          <DepartmentMark department={departmentOfRow(row)} />
          <Hidden>{name}</Hidden>
        </span>
      );
    }
    case 'start':
    case 'end':
      return <Whole>{format.date(textOf(row.json[column]))}</Whole>;
    case 'budgetMinor':
      return <Whole>{budgetText(row, format, 'always')}</Whole>;
    case 'expectedEnquiries': {
      const value = row.json[column];
      return <Whole>{typeof value === 'number' ? format.number(value) : textOf(value)}</Whole>;
    }
    case 'ownerId': {
      const owner = members.get(ownerOf(row) ?? '');
      return owner ? <PersonName name={owner.name} department={owner.department} /> : null;
    }
    case 'tags': {
      const tags = tagsOf(row);
      return tags.length > 0 ? <Tags tags={tags} most={1} /> : null;
    }
    case 'comments':
      return row.openThreads > 0 ? <Comments count={row.openThreads} /> : null;
  }
}

function StateContent({ row, turn, isBelow }: { row: PlanRow; turn: string; isBelow: boolean }) {
  const beside = isBelow ? <Hidden>{turn}</Hidden> : <span className={styles['turn']}>{turn}</span>;
  return (
    <>
      <StatusBadge state={row.status.state} department={departmentOfRow(row)} />
      {turn ? beside : null}
    </>
  );
}

function TitleContent({
  row,
  href,
  words,
  place,
  onEdit,
}: Pick<Props, 'row' | 'href' | 'words' | 'place' | 'onEdit'>) {
  const { board: t, common } = words;
  const color = planColorOf(row.json['color']);
  const title = titleOf(row, '');
  const isNew = words.news.has(row.id);
  return (
    <>
      {color ? <NamedColorMark color={color} /> : null}
      <a
        href={href}
        tabIndex={-1}
        className={cx(styles['title'], title === '' && styles['untitled'])}
        title={title}
      >
        {title || common('untitled')}
      </a>
      {place ? (
        <Hidden>
          <FoundIn place={place} />
        </Hidden>
      ) : null}
      {isNew || row.waitsForMe || row.status.startedUnagreed ? (
        <span className={styles['marks']}>
          {isNew ? <NewsMark /> : null}
          {row.waitsForMe ? (
            <Hourglass size={14} className={styles['waits']} aria-label={t('waitsForYou')} />
          ) : null}
          {row.status.startedUnagreed ? (
            <AlarmClock size={14} className={styles['late']} aria-label={t('startedUnagreed')} />
          ) : null}
        </span>
      ) : null}
      {onEdit ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles['pencil']}
          aria-label={t('list.edit', { field: t('list.title'), title: title || common('untitled') })}
          onClick={onEdit}
        >
          <Pencil size={13} aria-hidden />
        </button>
      ) : null}
    </>
  );
}

function Comments({ count }: { count: number }) {
  const t = useT('board');
  return (
    <span title={t('comments', { count })}>
      <MessageSquare size={12} aria-hidden /> {count}
    </span>
  );
}

/** A value that its column may cut, as long as it is, and tells in full all the same. */
function Whole({ children }: { children: string }) {
  return <span title={children}>{children}</span>;
}

function Hidden({ children }: { children: ReactNode }) {
  return <span style={{ position: 'absolute', clipPath: 'inset(50%)' }}>{children}</span>;
}

/** The words for all cells of the list. Looked up once for the whole list, because a list has thousands of cells. */
export interface ListWords {
  readonly board: ReturnType<typeof useT<'board'>>;
  readonly common: ReturnType<typeof useT<'common'>>;
  readonly wording: Wording;
  readonly format: Format;
  /** Whose turn it is on a plan. */
  readonly turnOf: (row: PlanRow) => string;
  /** Plans on which something is new for whoever looks. */
  readonly news: ReadonlySet<string>;
}

export function useListWords(): ListWords {
  const board = useT('board');
  const common = useT('common');
  const wording = useWording();
  const format = useFormat();
  const turnOf = useTurnWords(useBoard((state) => state.boardId));
  const news = useNews();
  return useMemo(
    () => ({ board, common, wording, format, turnOf, news }),
    [board, common, wording, format, turnOf, news],
  );
}
