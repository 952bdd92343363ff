import {
  AtSign,
  Check,
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
import { isWait, type InboxItem } from '../../../shared/api/inbox';
import { isolated, shown } from '../../../shared/domain/text/typed-text';
import { useWorkspaceDay } from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { cx, IconButton } from '../../ui';
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
  readonly onOpen: () => void;
  readonly onFocus: () => void;
  readonly onDone: () => void;
  readonly onLater: () => void;
}

/** One item: why it is here, what was said, and how to put it aside. */
export function InboxRowView({ item, isActive, onOpen, onFocus, onDone, onLater }: Props) {
  const t = useT('inbox');
  const words = useInboxWords();
  const Icon = ICONS[item.why];
  const tab = isActive ? 0 : -1;
  return (
    <div className={cx(styles['item'], item.state === 'new' && styles['new'])}>
      <a
        className={styles['link']}
        href={hrefOf(routeOfItem(item))}
        tabIndex={tab}
        data-item={item.id}
        onFocus={onFocus}
        onClick={onOpen}
      >
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
              {shown(item.facts.text)}
            </span>
          ) : null}
          <Facts item={item} />
        </span>
      </a>
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
    </div>
  );
}

/** Since when, until when and, of what is to be decided, when it is to be and what it costs. */
function Facts({ item: { at, due, why, facts } }: { item: InboxItem }) {
  const t = useT('inbox');
  const format = useFormat();
  const today = useWorkspaceDay();
  const { start, end, budgetMinor, currency } = facts;
  const said = [
    due === undefined ? '' : t(due < today ? 'overdue' : 'due', { date: format.date(due) }),
    why === 'task' || due !== undefined ? '' : format.instant(at),
    start && end ? format.dateRange(start, end) : '',
    budgetMinor !== undefined && currency ? format.money(budgetMinor, currency) : '',
  ].filter(Boolean);
  const isLate = due !== undefined && due < today;
  return said.length > 0 ? (
    <span className={cx(styles['facts'], isLate && styles['late'])}>{said.join(' · ')}</span>
  ) : null;
}
