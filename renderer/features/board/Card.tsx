import { memo, useEffect, useRef } from 'react';
import { AlarmClock, Hourglass, MessageSquare } from 'lucide-react';
import type { Member } from '../../../shared/domain/people';
import type { Person, PlanRow } from '../../client';
import { useFormat, useT } from '../../i18n';
import {
  AvatarRow,
  cx,
  DepartmentMark,
  NamedColorMark,
  planColorOf,
  softHyphens,
  StatusBadge,
} from '../../ui';
import { PLAIN_STATES } from './logic/columns';
import type { Place } from './logic/search';
import { budgetText, departmentOfRow, kindOf, runText, tagsOf, titleOf } from './logic/values';
import { FoundIn, NewsMark, Tags } from './Marks';
import styles from './Board.module.css';

interface Props {
  readonly row: PlanRow;
  readonly href: string;
  readonly owner: Member | undefined;
  /** Others who have this plan open. */
  readonly here: readonly Person[] | undefined;
  /** Whose turn it is, in words; '' when it is nobody's. */
  readonly turn: string;
  /** Where the search found it, if not in its title. */
  readonly place: Place | null;
  /** Something is new in it for whoever looks. */
  readonly isNew: boolean;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly wantsFocus: boolean;
}

/** A plan in a column. Its state is said only where the column's name does not say it. */
export const Card = memo(function Card({ row, href, owner, here, turn, place, ...props }: Props) {
  const { isNew, isOpen, isTabStop, wantsFocus } = props;
  const t = useT('board');
  const common = useT('common');
  const format = useFormat();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (wantsFocus) link.current?.focus();
  }, [wantsFocus]);
  const { state } = row.status;
  const run = runText(row, format);
  const budget = budgetText(row, format);
  const title = titleOf(row, common('untitled'));
  const color = planColorOf(row.json['color']);
  const tags = tagsOf(row);
  return (
    <a
      ref={link}
      href={href}
      className={cx(styles['card'], isOpen && styles['open'])}
      tabIndex={isTabStop ? 0 : -1}
      data-plan={row.id}
      data-state={state}
      {...(isOpen ? { 'aria-current': 'true' } : {})}
    >
      <span className={styles['cardTitle']}>
        <DepartmentMark department={departmentOfRow(row)} />
        <span className={styles['cardWords']} title={title}>
          {softHyphens(title)}
        </span>
        {color ? <NamedColorMark color={color} /> : null}
      </span>
      <span className={styles['hidden']}>{common(`kind.${kindOf(row)}`)}</span>
      <span className={styles['cardRun']}>
        {run || t('noDates')}
        {isNew ? <NewsMark /> : null}
      </span>
      <span className={styles['cardMarks']}>
        {PLAIN_STATES.has(state) ? null : (
          <StatusBadge
            state={state}
            department={departmentOfRow(row)}
            look="loud"
            changes={row.status.changesSinceAgreed.length}
          />
        )}
        {row.waitsForMe ? (
          <span className={cx(styles['mark'], styles['waits'])}>
            <Hourglass size={12} aria-hidden />
            {turn || t('waitsForYou')}
          </span>
        ) : null}
        {row.status.startedUnagreed ? (
          <span className={cx(styles['mark'], styles['late'])}>
            <AlarmClock size={13} aria-hidden />
            {t('startedUnagreed')}
          </span>
        ) : null}
      </span>
      {turn && !row.waitsForMe ? <span className={styles['turn']}>{turn}</span> : null}
      {tags.length > 0 ? <Tags tags={tags} most={3} /> : null}
      {place ? <FoundIn place={place} /> : null}
      <span className={styles['cardFoot']}>
        {owner ? (
          <span className={styles['owner']} title={owner.name}>
            {owner.name}
          </span>
        ) : (
          <span className={styles['noOwner']}>{common('nobody')}</span>
        )}
        {budget ? <span className={styles['cardBudget']}>{budget}</span> : null}
        {row.openThreads > 0 ? (
          <span className={styles['talk']}>
            <MessageSquare size={13} aria-hidden />
            <span aria-hidden>{row.openThreads}</span>
            <span className={styles['hidden']}>{t('comments', { count: row.openThreads })}</span>
          </span>
        ) : null}
        {here && here.length > 0 ? (
          <AvatarRow
            most={3}
            people={here.map(({ clientId, name, department }) => ({
              id: String(clientId),
              name,
              department,
              size: 18,
            }))}
          />
        ) : null}
      </span>
    </a>
  );
});
