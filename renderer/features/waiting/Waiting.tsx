import { ArrowRight, CircleCheckBig, Hourglass, ListTodo, MessageSquareWarning } from 'lucide-react';
import { useDueTasks, useToday, useWaiting, useWorkspace, type WaitingPlan } from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { EmptyState } from '../../ui';
import styles from './Waiting.module.css';

/** On whatever board: plans that need this person's decision or were sent back, and own tasks that are due. */
export function Waiting() {
  const t = useT('board');
  const common = useT('common');
  const format = useFormat();
  const waiting = useWaiting();
  const tasks = useDueTasks();
  const today = useToday();
  const boards = useWorkspace((state) => state.boards);
  const members = useWorkspace((state) => state.members);
  const isApprover = useWorkspace((state) => state.me.approver);
  const titleOf = (boardId: string) => boards.find((board) => board.id === boardId)?.title ?? '';

  if (waiting.length === 0 && tasks.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig size={32} strokeWidth={1.5} />}
        title={t('waitingPage.emptyTitle')}
        text={isApprover ? t('waitingPage.emptyText') : t('waitingPage.emptyNotApprover')}
      />
    );
  }
  return (
    <div className={styles['page']}>
      <p className={styles['lead']}>{t('waitingPage.lead')}</p>
      <ul>
        {waiting.map(({ boardId, planId, title, ...plan }) => (
          <li key={`${boardId}/${planId}`}>
            <a className={styles['row']} href={hrefOf({ page: 'board', boardId, view: 'columns', planId })}>
              {plan.why === 'decision' ? (
                <Hourglass size={16} aria-hidden />
              ) : (
                <MessageSquareWarning size={16} aria-hidden />
              )}
              <span className={styles['words']}>
                <span className={styles['title']}>{title || common('untitled')}</span>
                <span className={styles['facts']}>
                  {t(`waitingPage.why.${plan.why}`, {
                    name: members.get(plan.by)?.name ?? common('unknownMember'),
                    date: format.instant(plan.since),
                    board: titleOf(boardId),
                  })}
                </span>
                <Facts {...plan} />
              </span>
              <ArrowRight size={16} aria-hidden />
            </a>
          </li>
        ))}
        {tasks.map(({ boardId, task, text, dueOn }) => (
          <li key={`${boardId}/${task}`}>
            <a
              className={styles['row']}
              href={hrefOf({ page: 'board', boardId, view: 'workshop', planId: null })}
            >
              <ListTodo size={16} aria-hidden />
              <span className={styles['words']}>
                <span className={styles['title']}>{text}</span>
                <span className={styles['facts']}>
                  {t(dueOn < today ? 'waitingPage.taskOverdue' : 'waitingPage.taskDue', {
                    date: format.date(dueOn),
                    board: titleOf(boardId),
                  })}
                </span>
              </span>
              <ArrowRight size={16} aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** When it is to be, and what it costs. */
function Facts({ start, end, budgetMinor, currency }: Partial<WaitingPlan>) {
  const format = useFormat();
  const facts = [
    start && end ? format.dateRange(start, end) : '',
    budgetMinor !== undefined && currency ? format.money(budgetMinor, currency) : '',
  ].filter(Boolean);
  return facts.length > 0 ? <span className={styles['facts']}>{facts.join(' · ')}</span> : null;
}
