import { useMemo, useState } from 'react';
import { ScrollText } from 'lucide-react';
import { memberName, useBin, useBoard, useWorkspace, type PlanRow } from '../../client';
import { useFormat, useT } from '../../i18n';
import {
  Banner,
  Button,
  EmptyState,
  PrintButton,
  Printed,
  Progress,
  Segments,
  Select,
  useSpeech,
} from '../../ui';
import { hrefOf, useRoute } from '../../state/route';
import { Line } from './Line';
import { isOfKind, linesOf, plansOf, WHAT, type RecordLine } from './logic/lines';
import { Verification } from './Verification';
import { WorkspaceLines } from './WorkspaceLines';
import styles from './record.module.css';

const PAGE = 60;
const ALL = '*';

/** What happened on a board, newest first: who did what when, about which version; and in the workspace around it. */
export function RecordView() {
  const t = useT('record');
  const common = useT('common');
  const boardId = useBoard((board) => board.boardId);
  const loaded = useBoard((board) => board.loaded);
  const entries = useBoard((board) => board.entries);
  const fault = useBoard((board) => board.fault);
  const [plan, setPlan] = useState(ALL);
  const members = useWorkspace((workspace) => workspace.members);
  const company = useWorkspace((workspace) => workspace.company);
  const title = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  const route = useRoute();
  const isPlanOpen = route.page === 'board' && route.planId !== null;
  const [whose, setWhose] = useState<'board' | 'workspace'>('board');
  const [person, setPerson] = useState(ALL);
  const [what, setWhat] = useState<(typeof WHAT)[number]>('everything');
  const [most, setMost] = useState(PAGE);

  const lines = useMemo(() => linesOf(entries), [entries]);
  const plans = useMemo(() => plansOf(lines), [lines]);
  const wanted = useMemo(
    () =>
      lines
        .filter((line) => plan === ALL || line.planId === plan)
        .filter((line) => person === ALL || line.by === person)
        .filter((line) => isOfKind(line, what))
        .toReversed(),
    [lines, plan, person, what],
  );
  if (!loaded && entries.length === 0) return <Progress>{t('title')}</Progress>;
  const rest = wanted.length - most;
  const onlyPerson = person === ALL ? null : person;
  const filter = (
    label: string,
    value: string,
    choose: (id: string) => void,
    options: readonly { readonly id: string; readonly label: string }[],
  ) => (
    <Select
      className={styles['filter'] ?? ''}
      label={label}
      isLabelHidden
      size="compact"
      options={[...options]}
      value={value}
      onChange={(id) => {
        choose(id);
        setMost(PAGE);
      }}
    />
  );
  return (
    <section className={styles['view']} aria-label={t('title')}>
      <div className={styles['column']}>
        <p className={styles['quiet']}>{t('intro')}</p>
        <Verification entries={entries} fault={fault} />
        {whose === 'board' ? <DeletedPlans boardId={boardId} plans={plans} /> : null}
        <div className={styles['filters']}>
          <Segments
            label={t('whose.label')}
            items={[
              { id: 'board', label: t('whose.board') },
              { id: 'workspace', label: t('whose.workspace') },
            ]}
            value={whose}
            onChange={setWhose}
          />
          {whose === 'board' ? (
            <>
              {filter(t('filter.label'), plan, setPlan, [
                { id: ALL, label: t('filter.all') },
                ...plans.map(({ id, title }) => ({ id, label: title || common('untitled') })),
              ])}
              {filter(
                t('filter.what'),
                what,
                (id) => setWhat(WHAT.find((each) => each === id) ?? 'everything'),
                WHAT.map((id) => ({ id, label: t(`filter.${id}`) })),
              )}
            </>
          ) : null}
          {filter(t('filter.person'), person, setPerson, [
            { id: ALL, label: t('filter.everybody') },
            ...[...members.values()].map(({ id }) => ({ id, label: memberName(members, id) })),
          ])}
          <PrintButton />
        </div>
        {whose === 'workspace' ? <WorkspaceLines person={onlyPerson} /> : null}
        {whose === 'workspace' ? null : wanted.length === 0 ? (
          <EmptyState icon={<ScrollText size={28} />} title={t('empty.title')} text={t('empty.text')} />
        ) : (
          <Days boardId={boardId} lines={wanted.slice(0, most)} faultSeq={fault?.seq ?? null} />
        )}
        {rest > 0 && whose === 'board' ? (
          <Button onPress={() => setMost(most + PAGE)}>{t('older', { count: Math.min(rest, PAGE) })}</Button>
        ) : null}
      </div>
      {isPlanOpen ? null : (
        <Printed
          title={title}
          facts={[t(`whose.${whose}`), t('verified.title', { count: entries.length }), company]}
        >
          {() =>
            whose === 'workspace' ? (
              <WorkspaceLines person={onlyPerson} isPrinted />
            ) : (
              <Days boardId={boardId} lines={wanted} faultSeq={fault?.seq ?? null} isPrinted />
            )
          }
        </Printed>
      )}
    </section>
  );
}

/** Plans that this record speaks of and that lie in the bin, each with who deleted it. */
function DeletedPlans({ boardId, plans }: { boardId: string; plans: readonly { readonly id: string }[] }) {
  const t = useT('record');
  const common = useT('common');
  const { nameOf } = useSpeech();
  const known = new Set(plans.map(({ id }) => id));
  const deleted = useBin().filter(({ row }) => known.has(row.id));
  if (deleted.length === 0) return null;
  return (
    <Banner tone="warning" isBoxed title={t('deleted.title')}>
      <ul>
        {deleted.map(({ row, by }) => (
          <li key={row.id}>
            {t.rich('deleted.line', {
              name: nameOf(by),
              title: titleOf(row) || common('untitled'),
              plan: (words) => (
                <a href={hrefOf({ page: 'board', boardId, view: 'record', planId: row.id })}>{words}</a>
              ),
            })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function titleOf({ json: { title } }: PlanRow): string {
  return typeof title === 'string' ? title.trim() : '';
}

interface DaysProps {
  readonly boardId: string;
  readonly lines: readonly RecordLine[];
  readonly faultSeq: number | null;
  readonly isPrinted?: boolean;
}

function Days({ boardId, lines, faultSeq, isPrinted = false }: DaysProps) {
  const format = useFormat();
  const days = new Map<string, RecordLine[]>();
  for (const line of lines) {
    const day = format.day(line.at);
    const own = days.get(day);
    if (own) own.push(line);
    else days.set(day, [line]);
  }
  return [...days].map(([day, own]) => (
    <section key={day} aria-label={day} className={styles['day']}>
      <h2 className={styles['dayName']}>{day}</h2>
      <ol className={styles['lines']}>
        {own.map((line) => (
          <Line
            key={line.seq}
            boardId={boardId}
            line={line}
            isFault={line.seq === faultSeq}
            isPrinted={isPrinted}
          />
        ))}
      </ol>
    </section>
  ));
}
