import { useId } from 'react';
import {
  AtSign,
  Check,
  ChevronDown,
  Clock,
  Flag,
  Handshake,
  Hourglass,
  ListChecks,
  MessageSquare,
  MessageSquareWarning,
  PencilLine,
  RotateCcw,
  Trash2,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import { isWait, type InboxItem, type InboxPlan } from '../../../shared/api/inbox';
import { isolated, shown } from '../../../shared/domain/text/typed-text';
import { useWorkspace, useWorkspaceDay } from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { cx, IconButton, softHyphens } from '../../ui';
import { routeOfItem } from './open-item';
import { useInboxWords } from './useInboxWords';
import styles from './Inbox.module.css';

const ICONS: Readonly<Record<InboxItem['why'], LucideIcon>> = {
  decision: Hourglass,
  'changes-requested': MessageSquareWarning,
  mention: AtSign,
  answer: MessageSquare,
  changed: PencilLine,
  deleted: Trash2,
  outcome: Flag,
  promise: Handshake,
  task: ListChecks,
  reminder: Clock,
  deputy: UserCheck,
};

interface Props {
  readonly item: InboxItem;
  readonly isActive: boolean;
  /** Of a line about several plans: they stand below it. */
  readonly isUnfolded: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onDone: () => void;
  readonly onLater: () => void;
}

/** One item: why it is here, what was said, and how to put it aside; one about several plans opens to them. */
export function InboxRowView(props: Props) {
  const { item, isActive, isUnfolded, onOpen, onFocus } = props;
  const plans = useId();
  const common = {
    className: styles['link'],
    tabIndex: isActive ? 0 : -1,
    'data-item': item.id,
    onFocus,
    onClick: onOpen,
  };
  return (
    <div className={cx(styles['item'], item.state === 'new' && styles['new'])}>
      <div className={styles['line']}>
        {item.plans ? (
          <button type="button" aria-expanded={isUnfolded} aria-controls={plans} {...common}>
            <Words item={item} />
          </button>
        ) : (
          <a href={hrefOf(routeOfItem(item))} {...common}>
            <Words item={item} />
          </a>
        )}
        <Tools {...props} />
      </div>
      {item.plans ? (
        <div id={plans} hidden={!isUnfolded}>
          {isUnfolded ? <Plans item={item} plans={item.plans} isActive={isActive} onFocus={onFocus} /> : null}
        </div>
      ) : null}
    </div>
  );
}

function Words({ item }: { item: InboxItem }) {
  const t = useT('inbox');
  const words = useInboxWords();
  const Icon = ICONS[item.why];
  return (
    <>
      <span className={styles['dot']}>
        {item.state === 'new' ? <span className={styles['hidden']}>{t('unread')}</span> : null}
      </span>
      <Icon size={16} aria-hidden />
      <span className={styles['words']}>
        {item.facts.title && !item.plans ? (
          <span className={styles['hidden']}>{`${isolated(item.facts.title)}: `}</span>
        ) : null}
        <span className={styles['sentence']}>{words(item)}</span>
        {item.facts.text ? (
          <span className={styles['excerpt']} title={shown(item.facts.text)}>
            {softHyphens(shown(item.facts.text))}
          </span>
        ) : null}
        <Facts item={item} />
      </span>
      {item.plans ? <ChevronDown size={16} aria-hidden className={styles['fold']} /> : null}
    </>
  );
}

/** The way to each of the plans of one line. */
function Plans({
  item: { why },
  plans,
  isActive,
  onFocus,
}: Pick<Props, 'item' | 'isActive' | 'onFocus'> & { readonly plans: readonly InboxPlan[] }) {
  const t = useT('inbox');
  const common = useT('common');
  const format = useFormat();
  const today = useWorkspaceDay();
  const boards = useWorkspace((workspace) => workspace.boards);
  const isOnOne = plans.every(({ board }) => board === plans[0]?.board);
  return (
    <ul className={styles['plans']} aria-label={t('plansOf')}>
      {plans.map(({ board, plan, title, due }) => {
        const said = [
          isOnOne ? '' : (boards.find(({ id }) => id === board)?.title ?? ''),
          due === undefined ? '' : t(due < today ? 'overdue' : 'due', { date: format.date(due) }),
        ].filter(Boolean);
        return (
          <li key={`${board}/${plan}`}>
            <a
              className={styles['plan']}
              href={hrefOf(routeOfItem({ why, board, plan }))}
              tabIndex={isActive ? 0 : -1}
              onFocus={onFocus}
            >
              {softHyphens(title) || common('untitled')}
              {said.length > 0 ? (
                <span className={styles['facts']}>{softHyphens(said.join(' · '))}</span>
              ) : null}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Tools({ item, isActive, onDone, onLater }: Props) {
  const t = useT('inbox');
  return (
    <span className={styles['tools']}>
      {isWait(item) ? null : (
        <IconButton
          size="small"
          icon={<Check size={15} />}
          label={t('done')}
          keys="E"
          excludeFromTabOrder={!isActive}
          onPress={onDone}
        />
      )}
      <IconButton
        size="small"
        icon={item.state === 'later' ? <RotateCcw size={15} /> : <Clock size={15} />}
        label={item.state === 'later' ? t('notLater') : t('later')}
        keys="L"
        excludeFromTabOrder={!isActive}
        onPress={onLater}
      />
    </span>
  );
}

/** Since when, until when and, of what is to be decided, when it is to be and what it costs. */
function Facts({ item: { at, due, why, facts, plans } }: { item: InboxItem }) {
  const t = useT('inbox');
  const format = useFormat();
  const today = useWorkspaceDay();
  const { start, end, budgetMinor, currency } = facts;
  const isOfAll = plans?.every((each) => each.due === due) ?? true;
  const said = [
    due === undefined || !isOfAll ? '' : t(due < today ? 'overdue' : 'due', { date: format.date(due) }),
    why === 'task' || (due !== undefined && isOfAll) ? '' : format.instant(at),
    start && end ? format.dateRange(start, end) : '',
    budgetMinor !== undefined && currency ? format.money(budgetMinor, currency) : '',
  ].filter(Boolean);
  const isLate = due !== undefined && due < today;
  return said.length > 0 ? (
    <span className={cx(styles['facts'], isLate && styles['late'])}>{said.join(' · ')}</span>
  ) : null;
}
