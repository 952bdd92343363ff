import { isVisible } from '../../../shared/domain/text/typed-text';
import { useState } from 'react';
import { Check, Circle, RotateCcw } from 'lucide-react';
import { isCivilDate } from '../../../shared/domain/dates';
import { isTaskOf, type AgendaItem, type Task } from '../../../shared/domain/session/minutes';
import { useBoard, useBoardActions, useToday, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import {
  Button,
  cx,
  DateField,
  Dialog,
  DialogActions,
  IconButton,
  Select,
  softHyphens,
  TextField,
  useNamesApart,
  useSpeech,
  VersionsOfLine,
} from '../../ui';
import { tasksInOrder } from './logic/agenda';
import { outcomeOf } from './logic/outcome';
import { usePromised } from './PromisedWords';
import { placeName, useShownLine } from './useWritten';
import styles from './workshop.module.css';

interface Props {
  readonly mayWrite: boolean;
  /** Only those of this item, and new ones are made for it. */
  readonly item?: AgendaItem;
}

/** Tasks of the board, or of one item: what, who, until when, and what came of it ([SESSUI-8]). */
export function Tasks({ mayWrite, item }: Props) {
  const all = useBoard(({ tasks }) => tasks);
  const tasks = item === undefined ? all : all.filter((task) => isTaskOf(item, task));
  return <TaskList mayWrite={mayWrite} tasks={tasks} item={item} words={item ? 'ofItem' : 'title'} />;
}

/** With what a workshop opens: what was to be done before it, and what came of that ([SESSUI-23]). */
export function EarlierTasks({ mayWrite, items }: { mayWrite: boolean; items: readonly AgendaItem[] }) {
  const all = useBoard(({ tasks }) => tasks);
  const tasks = all.filter((task) => !items.some((item) => isTaskOf(item, task)));
  return tasks.length === 0 ? null : <TaskList mayWrite={mayWrite} tasks={tasks} words="earlier" />;
}

interface ListProps {
  readonly mayWrite: boolean;
  readonly tasks: readonly Task[];
  readonly item?: AgendaItem | undefined;
  readonly words: 'title' | 'ofItem' | 'earlier';
}

function TaskList({ mayWrite, tasks: some, item, words }: ListProps) {
  const t = useT('workshop');
  const today = useToday();
  const { workshop } = useBoardActions();
  const tasks = tasksInOrder(some);
  const [isAll, setAll] = useState(false);
  const [ticked, setTicked] = useState<Task | null>(null);
  const [outcome, setOutcome] = useState('');
  const close = () => setTicked(null);
  const outcomeNow = some.find(({ id: each }) => each === ticked?.id)?.outcome ?? '';
  const done = tasks.filter(({ doneOn }) => doneOn !== null).length;
  const shown = isAll || item !== undefined ? tasks : tasks.slice(0, tasks.length - done);
  const id = `workshop-tasks-${words}`;
  // An item has a heading of its own.
  const Heading = words === 'title' ? 'h3' : 'h4';
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <Heading id={id} className={styles['sectionTitle']}>
        {t(`tasks.${words}`)}
      </Heading>
      {tasks.length === 0 ? <p className={styles['quiet']}>{t('tasks.none')}</p> : null}
      <ul className={styles['lines']}>
        {shown.map((task) => (
          <Line
            key={task.id}
            task={task}
            mayWrite={mayWrite}
            onTick={() => {
              setOutcome(task.outcome);
              setTicked(task);
            }}
          />
        ))}
      </ul>
      {!isAll && item === undefined && done > 0 ? (
        <Button size="small" variant="quiet" className={styles['more']} onPress={() => setAll(true)}>
          {t('tasks.showDone', { count: done })}
        </Button>
      ) : null}
      {mayWrite && item !== undefined ? <NewTask item={item} isKept={tasks.length > 0} /> : null}
      {ticked ? (
        <Dialog
          size="small"
          title={ticked.text}
          isOpen
          onClose={close}
          actions={
            <>
              <DialogActions
                onCancel={close}
                label={t('tasks.outcomeSubmit')}
                onPress={() => {
                  workshop.finishTask(ticked.id, today, outcomeOf(ticked.outcome, outcome, outcomeNow));
                  close();
                }}
              />
            </>
          }
        >
          <TextField
            label={t('tasks.outcome')}
            hint={outcomeNow === ticked.outcome ? undefined : t('tasks.meanwhile', { text: outcomeNow })}
            value={outcome}
            onChange={setOutcome}
            isMultiline
            isOptional
            maxLength={2000}
            autoFocus
          />
        </Dialog>
      ) : null}
    </section>
  );
}

function Line({ task, mayWrite, onTick }: { task: Task; mayWrite: boolean; onTick: () => void }) {
  const t = useT('workshop');
  const format = useFormat();
  const today = useToday();
  const { nameOf } = useSpeech();
  const { workshop } = useBoardActions();
  const { text, doneOn, dueOn, outcome } = task;
  useShownLine('tasks', task.id);
  const isOverdue = doneOn === null && dueOn !== '' && dueOn < today;
  const due =
    doneOn !== null
      ? t('tasks.doneOn', { date: format.date(doneOn) })
      : dueOn === ''
        ? ''
        : t(isOverdue ? 'tasks.overdue' : 'tasks.due', { date: format.date(dueOn) });
  const name = nameOf(task.ownerId);
  return (
    <li
      className={styles['task']}
      data-place={placeName({ root: 'tasks', id: task.id, part: 'whole' })}
      tabIndex={-1}
    >
      {doneOn === null ? (
        <Circle size={15} className={styles['icon']} aria-hidden />
      ) : (
        <Check size={15} className={styles['iconDone']} aria-hidden />
      )}
      <div className={styles['words']}>
        <span className={styles['itemTitle']}>{softHyphens(text)}</span>
        <span className={cx(styles['quiet'], isOverdue && styles['tooLong'])}>
          {due === '' ? name : t('tasks.facts', { name, due })}
        </span>
        {doneOn !== null && outcome !== '' ? <span className={styles['outcome']}>{outcome}</span> : null}
        <VersionsOfLine lineId={task.id} />
      </div>
      {!mayWrite ? null : doneOn === null ? (
        <Button size="small" aria-label={t('tasks.tickNamed', { text })} onPress={onTick}>
          {t('tasks.tick')}
        </Button>
      ) : (
        <IconButton
          size="small"
          icon={<RotateCcw size={14} />}
          label={t('tasks.reopenNamed', { text })}
          onPress={() => workshop.reopenTask(task.id)}
        />
      )}
    </li>
  );
}

/** @param isKept whether a task stands there already: the first one of a return promise is the promise itself */
function NewTask({ item, isKept }: { item: AgendaItem; isKept: boolean }) {
  const t = useT('workshop');
  const nameApart = useNamesApart();
  const today = useToday();
  const { workshop } = useBoardActions();
  const me = useWorkspace((workspace) => workspace.me.id);
  const members = useWorkspace((workspace) => workspace.members);
  const promised = usePromised(item);
  const isPromise = promised !== null && !isKept;
  const [text, setText] = useState(isPromise ? item.title : '');
  const [owner, setOwner] = useState(isPromise && members.get(promised.by)?.active ? promised.by : me);
  const [dueOn, setDueOn] = useState<string | null>('');
  const day = dueOn ?? '';
  const isNoDay = day !== '' && !isCivilDate(day);
  const add = () => {
    if (!isVisible(text) || isNoDay) return;
    const promise = promised ? { promise: { seq: promised.seq, index: promised.index } } : {};
    workshop.addTask({ text: text.trim(), ownerId: owner, dueOn: day, from: item.id, ...promise });
    setText('');
    setDueOn('');
  };
  return (
    <form
      className={styles['newTask']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField label={t('tasks.what')} value={text} onChange={setText} maxLength={500} />
      <Select
        label={t('tasks.who')}
        options={[...members.values()]
          .filter(({ active }) => active)
          .map((member) => ({ id: member.id, label: nameApart(member) }))}
        value={owner}
        onChange={setOwner}
      />
      <DateField
        label={t('tasks.until')}
        value={day}
        onChange={setDueOn}
        today={today}
        problem={isNoDay ? t('tasks.noDay') : null}
      />
      <Button type="submit" isDisabled={!isVisible(text)}>
        {t('tasks.add')}
      </Button>
    </form>
  );
}
