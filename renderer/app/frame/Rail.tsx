import { memo } from 'react';
import { Handshake, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Link } from 'react-aria-components';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { hrefOf, type Route } from '../../state/route';
import { changeSettings } from '../../state/settings';
import { cx, IconButton, PersonName, Tooltip } from '../../ui';
import { usePlaces, type PlaceLink } from '../places';
import styles from './Rail.module.css';

/** Links to the pages and boards, and the name of the person who uses this window. */
export function Rail({ route, isCollapsed }: { route: Route; isCollapsed: boolean }) {
  const t = useT('frame');
  const company = useWorkspace((state) => state.company);
  const places = usePlaces(route);
  return (
    <nav aria-label={t('navigation')} className={cx(styles['rail'], isCollapsed && styles['collapsed'])}>
      <div className={styles['company']} title={company}>
        <span className={styles['sign']}>
          <Handshake size={15} aria-hidden />
        </span>
        <span className={styles['companyName']}>{company || t('appName')}</span>
      </div>
      <ul className={styles['places']}>
        {places.map((place) => (
          <li key={place.id}>
            <RailLink {...place} isCollapsed={isCollapsed} />
            {place.id === 'boards' && !isCollapsed ? (
              <BoardLinks current={route.page === 'board' ? route.boardId : null} />
            ) : null}
          </li>
        ))}
      </ul>
      <Foot isCollapsed={isCollapsed} />
    </nav>
  );
}

const Foot = memo(function Foot({ isCollapsed }: { isCollapsed: boolean }) {
  const t = useT('frame');
  const me = useWorkspace((state) => state.me);
  return (
    <div className={styles['foot']}>
      <span className={styles['me']}>
        <PersonName name={me.name} department={me.department} />
      </span>
      <IconButton
        size="small"
        icon={isCollapsed ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
        label={isCollapsed ? t('expand') : t('collapse')}
        onPress={() => changeSettings({ railCollapsed: !isCollapsed })}
      />
    </div>
  );
});

/** Drawn again only when it changes itself, as every page that one goes to would otherwise wait for all of them. */
const RailLink = memo(function RailLink(props: PlaceLink & { isCollapsed: boolean }) {
  const { id, icon: Icon, href, isCurrent, count, isCollapsed } = props;
  const t = useT('frame');
  const name = t(id);
  const link = (
    <Link
      className={styles['place'] ?? ''}
      isDisabled={href === null}
      {...(href === null ? {} : { href })}
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
    >
      <Icon size={16} aria-hidden />
      <span className={styles['word']}>{name}</span>
      {count > 0 ? <Count value={count} /> : null}
    </Link>
  );
  if (href === null) return <Tooltip text={t('noBoardYet')}>{link}</Tooltip>;
  return isCollapsed ? <Tooltip text={name}>{link}</Tooltip> : link;
});

/** More than this is shown as "99+": a longer number would cover the sign that it belongs to. */
const MOST_COUNTED = 99;

/** How much waits there: shown as a number, read out as a sentence. */
export function Count({ value }: { value: number }) {
  const t = useT('frame');
  return (
    <>
      <span className={styles['count']} aria-hidden>
        {value > MOST_COUNTED ? `${MOST_COUNTED}+` : value}
      </span>
      <span className={styles['spoken']}>{t('inboxCount', { count: value })}</span>
    </>
  );
}

const BoardLinks = memo(function BoardLinks({ current }: { current: string | null }) {
  const boards = useWorkspace((state) => state.boards);
  const open = boards.filter((board) => !board.archived);
  if (open.length === 0) return null;
  return (
    <ul className={styles['boards']}>
      {open.map((board) => (
        <li key={board.id}>
          <Link
            href={hrefOf({ page: 'board', boardId: board.id, view: 'columns', planId: null })}
            className={cx(styles['place'], styles['board'])}
            {...(board.id === current ? { 'aria-current': 'true' } : {})}
          >
            <span className={styles['word']} title={board.title}>
              {board.title}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
});

/** Takes the place of the rail in a narrow window. */
export function BottomBar({ route }: { route: Route }) {
  const t = useT('frame');
  const places = usePlaces(route);
  return (
    <nav aria-label={t('navigation')} className={styles['bottom']}>
      {places.map((place) => (
        <Tab key={place.id} {...place} />
      ))}
    </nav>
  );
}

const Tab = memo(function Tab({ id, icon: Icon, href, isCurrent, count }: PlaceLink) {
  const t = useT('frame');
  return (
    <Link
      className={styles['tab'] ?? ''}
      isDisabled={href === null}
      {...(href === null ? {} : { href })}
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
    >
      <Icon size={18} aria-hidden />
      <span>{t(`short.${id}`)}</span>
      {count > 0 ? <Count value={count} /> : null}
    </Link>
  );
});
