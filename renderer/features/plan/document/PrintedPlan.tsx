import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { listed, shown } from '../../../../shared/domain/text/typed-text';
import { departmentOf, type Material } from '../../../../shared/domain/plan';
import type { CommentJson, ThreadJson } from '../../../../shared/doc/threads';
import { useBoard, useToday, useWorkspace } from '../../../client';
import {
  historySentence,
  promiseWords,
  returnPromiseWords,
  signedSentence,
  useFormat,
  useT,
} from '../../../i18n';
import { BriefView, isComposing, PrintSheet, stateWord, useFieldWords } from '../../../ui';
import { statementOf } from '../../../../shared/domain/history';
import { TakenBackWords } from '../history/History';
import { courseOf } from '../history/steps';
import { authorshipOf } from '../logic/comments';
import { usePlan, useSpeech } from '../plan-context';
import { useMeaning } from '../status/useMeaning';
import { factsOf } from './facts';
import styles from './printed.module.css';

/** While a plan is open, printing prints it whole: what it says, how it stands, what was decided and said ([PLANUI-25]). */
export function PrintedPlan() {
  const isPrinting = usePrinting();
  usePrintKey();
  return isPrinting ? (
    <PrintSheet>
      <Sheet />
    </PrintSheet>
  ) : null;
}

/** The sheet is made when the system asks for it: while somebody types, nothing is drawn that nobody sees. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The system prints what is there when these return.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return isPrinting;
}

/** The desktop app has no key for printing of its own. */
function usePrintKey(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
      if (altKey || shiftKey || ctrlKey === metaKey || key.toLowerCase() !== 'p') return;
      event.preventDefault();
      window.print();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function Sheet() {
  const t = useT('plan');
  const common = useT('common');
  const format = useFormat();
  const today = useToday();
  const { row, title } = usePlan();
  const boardId = useBoard((board) => board.boardId);
  const board = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  const company = useWorkspace((workspace) => workspace.company);
  const meaning = useMeaning(row);
  const department = departmentOf(row.material['kind']);
  return (
    <>
      <header className={styles['head']}>
        <p className={styles['quiet']}>{listed([company, board].filter(Boolean), ' · ')}</p>
        <h1>{shown(title)}</h1>
        <p>
          <strong>{stateWord(common, row.status.state, department)}.</strong> {meaning}
        </p>
      </header>
      <Facts material={row.material} />
      <Given />
      <Decisions />
      <Comments />
      <p className={styles['quiet']}>{t('print.foot', { date: format.date(today) })}</p>
    </>
  );
}

function Facts({ material }: { material: Material }) {
  const { row } = usePlan();
  const common = useT('common');
  const { name, text } = useFieldWords();
  const { brief } = material;
  const { tags } = row.json;
  return (
    <>
      <dl className={styles['facts']}>
        {factsOf(material).map((field) => (
          <div key={field}>
            <dt>{name(field)}</dt>
            <dd>{text(field, material[field], material)}</dd>
          </div>
        ))}
        {Array.isArray(tags) && tags.length > 0 ? (
          <div>
            <dt>{common('field.tags')}</dt>
            <dd>{listed(tags.filter((tag) => typeof tag === 'string'))}</dd>
          </div>
        ) : null}
      </dl>
      {brief === undefined ? null : (
        <section>
          <h2>{name('brief')}</h2>
          <BriefView brief={brief} />
        </section>
      )}
    </>
  );
}

/** What both sides gave each other, while the agreement holds. */
function Given() {
  const t = useT('plan');
  const speech = useSpeech();
  const { agreement } = usePlan().row.status;
  if (!agreement) return null;
  const promised = agreement.approvals.flatMap(({ promise }) =>
    promise ? [promiseWords(speech, promise)] : [],
  );
  const returned = agreement.returnPromises;
  if (promised.length === 0 && returned.length === 0) return null;
  return (
    <section>
      <h2>{t('print.promised')}</h2>
      {promised.map((sentence, index) => (
        <p key={index}>{sentence}</p>
      ))}
      {returned.length > 0 ? (
        <p>
          {speech.t('inReturn', { name: speech.nameOf(agreement.submittedBy) })}{' '}
          {returnPromiseWords(speech, returned)}
        </p>
      ) : null}
    </section>
  );
}

/** The plan's course, oldest first, as one reads on paper. */
function Decisions() {
  const speech = useSpeech();
  const { row } = usePlan();
  const entries = useBoard((board) => board.entries);
  const course = courseOf(entries, row).reverse();
  if (course.length === 0) return null;
  return (
    <section>
      <h2>{speech.t('history.title')}</h2>
      <ol className={styles['list']}>
        {course.map((step) => {
          if (!('entry' in step))
            return (
              <li key="takenBack">
                <strong>
                  <TakenBackWords {...step} />
                </strong>
              </li>
            );
          const { entry, version } = step;
          const statement = statementOf(entry);
          return (
            <li key={entry.seq}>
              <p>
                <strong>{historySentence(speech, step)}</strong>{' '}
                <span className={styles['quiet']}>{speech.format.instant(entry.at)}</span>
              </p>
              {statement ? <p>{signedSentence(speech, entry.by, version.snapshot, statement)}</p> : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Comments() {
  const t = useT('comments');
  const { row } = usePlan();
  const threads = useBoard((board) => board.threads.get(row.id)) ?? [];
  if (threads.length === 0) return null;
  return (
    <section>
      <h2>{t('title')}</h2>
      <ul className={styles['list']}>
        {threads.map((thread) => (
          <PrintedThread key={thread.id} thread={thread} />
        ))}
      </ul>
    </section>
  );
}

function PrintedThread({ thread }: { thread: ThreadJson }) {
  const t = useT('comments');
  const { name } = useFieldWords();
  const about = thread.field === null ? t('aboutPlan') : t('about', { field: name(thread.field) });
  return (
    <li>
      <p className={styles['quiet']}>{[about, ...(thread.resolved ? [t('resolved')] : [])].join(' · ')}</p>
      {thread.comments.map((comment) => (
        <PrintedComment key={comment.id} comment={comment} />
      ))}
    </li>
  );
}

function PrintedComment({ comment }: { comment: CommentJson }) {
  const t = useT('comments');
  const { format, nameOf } = useSpeech();
  const owners = useBoard((board) => board.owners);
  const { memberId } = authorshipOf(comment, owners);
  return (
    <p className={styles['comment']}>
      <strong dir="auto">{memberId === null ? t('unknownAuthor') : nameOf(memberId)}</strong>{' '}
      <span className={styles['quiet']}>{format.instant(comment.at)}</span>
      {`\n${shown(comment.text)}`}
    </p>
  );
}
