import { isVisible } from '../../../../shared/domain/text/typed-text';
import { useRef, useState, type DragEvent } from 'react';
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from 'lucide-react';
import type { Json } from '../../../../shared/domain/json';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useBoard, useBoardActions } from '../../../client';
import { useT } from '../../../i18n';
import {
  Button,
  cx,
  IconButton,
  isComposing,
  NumberField,
  softHyphens,
  TextField,
  useDraft,
  VersionsOfLine,
} from '../../../ui';
import { behindAfter, timeOf } from '../logic/agenda';
import { placeName, useShownLine } from '../useWritten';
import { TemplateDialog } from './TemplateDialog';
import styles from '../workshop.module.css';

const USUAL_MINUTES = 10;

interface Props {
  readonly view: SessionView;
  readonly mayWrite: boolean;
  /** Whether it can be kept as a template of one's own. */
  readonly mayKeep: boolean;
}

/** What a workshop is about, in order, with the sum of its minutes beside the time there is ([SESSUI-3]). */
export function Agenda({ view, mayWrite, mayKeep }: Props) {
  const t = useT('workshop');
  const { workshop } = useBoardActions();
  const items = useBoard(({ agenda }) => agenda.filter(({ session }) => session === view.id));
  const [title, setTitle] = useState('');
  const [said, setSaid] = useState('');
  const [isKeeping, setKeeping] = useState(false);
  const { sum, left } = timeOf(items, view.minutes);
  const drag = useDrag(items);
  const add = () => {
    if (!isVisible(title)) return;
    workshop.addItem({ session: view.id, kind: 'topic', title: title.trim(), minutes: USUAL_MINUTES });
    setTitle('');
  };
  return (
    <section aria-labelledby="workshop-agenda" className={styles['section']}>
      <div className={styles['sectionHead']}>
        <h3 id="workshop-agenda" className={styles['sectionTitle']}>
          {t('agenda.title')}
        </h3>
        <output className={cx(styles['sum'], left < 0 && styles['tooLong'])}>
          {`${t('agenda.sum', { sum, minutes: view.minutes })} · ${
            left < 0 ? t('agenda.over', { count: -left }) : t('agenda.left', { count: left })
          }`}
        </output>
      </div>
      {items.length === 0 ? (
        <p className={styles['quiet']}>{t(mayWrite ? 'agenda.empty' : 'agenda.emptyRoom')}</p>
      ) : null}
      <ol className={styles['lines']}>
        {items.map((item, at) => (
          <Row
            key={item.id}
            item={item}
            number={at + 1}
            mayWrite={mayWrite}
            isTarget={drag.over === item.id}
            handlers={drag.handlersOf(item.id)}
            onStep={(step) => {
              const behind = behindAfter(items, item.id, step);
              if (behind === undefined) return;
              workshop.moveItem(item.id, behind);
              setSaid(
                t('agenda.moved', { title: item.title || t('agenda.untitled'), number: at + 1 + step }),
              );
            }}
            isFirst={at === 0}
            isLast={at === items.length - 1}
          />
        ))}
      </ol>
      <span className={styles['spoken']} role="status">
        {said}
      </span>
      {mayWrite ? (
        <form
          className={styles['newItem']}
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <TextField
            label={t('agenda.new')}
            isLabelHidden
            placeholder={t('agenda.new')}
            value={title}
            onChange={setTitle}
            maxLength={200}
          />
          <Button type="submit" icon={<Plus size={15} aria-hidden />} isDisabled={!isVisible(title)}>
            {t('agenda.add')}
          </Button>
        </form>
      ) : null}
      {mayKeep && items.length > 0 ? (
        <Button size="small" variant="quiet" className={styles['more']} onPress={() => setKeeping(true)}>
          {t('ownTemplate.open')}
        </Button>
      ) : null}
      {isKeeping ? <TemplateDialog items={items} onClose={() => setKeeping(false)} /> : null}
    </section>
  );
}

const inOneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');

interface RowProps {
  readonly item: AgendaItem;
  readonly number: number;
  readonly mayWrite: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isTarget: boolean;
  readonly handlers: ReturnType<ReturnType<typeof useDrag>['handlersOf']>;
  readonly onStep: (step: -1 | 1) => void;
}

function Row({ item, number, mayWrite, isFirst, isLast, isTarget, handlers, onStep }: RowProps) {
  const t = useT('workshop');
  const { workshop } = useBoardActions();
  const title = item.title || t('agenda.untitled');
  const setTitle = (text: Json) => {
    if (typeof text === 'string') workshop.setItem(item.id, 'title', text);
  };
  const draft = useDraft({
    of: item.id,
    field: 'title',
    value: item.title,
    read: inOneLine,
    write: String,
    save: setTitle,
    settle: setTitle,
    isProse: true,
  });
  useShownLine('agenda', item.id);
  const place = (part: string) => placeName({ root: 'agenda', id: item.id, part });
  if (!mayWrite)
    return (
      <li className={styles['item']}>
        <span className={styles['number']}>{number}</span>
        <span className={styles['grow']}>{softHyphens(title)}</span>
        <span className={styles['quiet']}>{t('plan.minutes', { count: item.minutes })}</span>
      </li>
    );
  return (
    <li
      className={cx(styles['item'], isTarget && styles['target'])}
      data-place={place('whole')}
      tabIndex={-1}
      onDragOver={handlers.onDragOver}
      onDrop={handlers.onDrop}
      onKeyDown={(event) => {
        if (isComposing(event) || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown'))
          return;
        event.preventDefault();
        onStep(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      <span
        className={styles['grip']}
        draggable
        aria-hidden
        title={t('agenda.drag', { title })}
        onDragStart={handlers.onDragStart}
        onDragEnd={handlers.onDragEnd}
      >
        <GripVertical size={14} />
      </span>
      <span className={styles['number']}>{number}</span>
      <div className={styles['grow']} data-place={place('title')}>
        <TextField
          label={t('agenda.itemTitle', { number })}
          isLabelHidden
          isInRow
          isMultiline
          rows={1}
          value={draft.text}
          onChange={(typed) => draft.onChange(inOneLine(typed))}
          onFocus={draft.onFocus}
          onBlur={draft.onBlur}
          maxLength={200}
        />
        <VersionsOfLine lineId={item.id} />
      </div>
      <div data-place={place('minutes')}>
        <NumberField
          className={styles['minutes'] ?? ''}
          label={t('agenda.itemMinutes', { title })}
          isLabelHidden
          isInRow
          value={item.minutes}
          onChange={(minutes) => {
            if (typeof minutes === 'number' && minutes >= 0 && minutes <= 720)
              workshop.setItem(item.id, 'minutes', Math.round(minutes));
          }}
        />
      </div>
      <span className={styles['tools']}>
        <IconButton
          size="small"
          icon={<ArrowUp size={14} />}
          label={t('agenda.up', { title })}
          isDisabled={isFirst}
          onPress={() => onStep(-1)}
        />
        <IconButton
          size="small"
          icon={<ArrowDown size={14} />}
          label={t('agenda.down', { title })}
          isDisabled={isLast}
          onPress={() => onStep(1)}
        />
        <IconButton
          size="small"
          icon={<X size={14} />}
          label={t('agenda.remove', { title })}
          onPress={() => workshop.removeItem(item.id)}
        />
      </span>
    </li>
  );
}

/** Order by dragging a handle: an item lands where the one it is dropped on stands. */
function useDrag(items: readonly AgendaItem[]) {
  const { workshop } = useBoardActions();
  const dragged = useRef<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const end = () => {
    dragged.current = null;
    setOver(null);
  };
  const drop = (target: string) => {
    const [from, to] = [dragged.current, target].map((id) => items.findIndex((each) => each.id === id));
    if (dragged.current !== null && from !== undefined && to !== undefined && from >= 0 && from !== to)
      workshop.moveItem(dragged.current, (to > from ? items[to] : items[to - 1])?.id ?? null);
    end();
  };
  return {
    over,
    handlersOf: (id: string) => ({
      onDragStart: (event: DragEvent) => {
        dragged.current = id;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', id);
      },
      onDragEnd: end,
      onDragOver: (event: DragEvent) => {
        if (dragged.current === null) return;
        event.preventDefault();
        setOver(id);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        drop(id);
      },
    }),
  };
}
