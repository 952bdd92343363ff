import { ChevronRight, Hourglass, Presentation } from 'lucide-react';
import { useNextWorkshop, useWaiting, useWorkspace } from '../client';
import { useFormat, useT } from '../i18n';
import { hrefOf } from '../state/route';
import { softHyphens } from '../ui';
import { LanguageButton } from './Arriving';
import styles from './phone.module.css';

/** The boards with their workshops, and the plans that wait for this person. */
export function Home() {
  const t = useT('phone');
  const boards = useWorkspace((state) => state.boards);
  const shown = boards.filter(({ archived }) => !archived);
  return (
    <main className={styles['main']}>
      <section aria-labelledby="workshops">
        <h2 id="workshops" className={styles['heading']}>
          {t('workshops')}
        </h2>
        {shown.length === 0 ? <p className={styles['quiet']}>{t('none')}</p> : null}
        <ul className={styles['rows']}>
          {shown.map(({ id, title }) => (
            <Board key={id} id={id} title={title} />
          ))}
        </ul>
      </section>
      <WaitingPlans />
      <p className={styles['foot']}>
        <LanguageButton />
      </p>
    </main>
  );
}

function Board({ id, title }: { id: string; title: string }) {
  const t = useT('phone');
  const format = useFormat();
  const next = useNextWorkshop(id);
  const when =
    next === null
      ? t('noNext')
      : next.state === 'open'
        ? t('on', { title: next.title })
        : next.at === null
          ? next.title
          : t('next', { title: next.title, when: `${format.day(next.at)}, ${format.time(next.at)}` });
  return (
    <li>
      <a
        className={styles['row']}
        href={hrefOf({ page: 'board', boardId: id, view: 'workshop', planId: null })}
      >
        <Presentation size={20} aria-hidden className={styles['icon']} />
        <span className={styles['words']}>
          <span className={styles['rowTitle']}>{softHyphens(title)}</span>
          <span className={styles['quiet']}>{softHyphens(when)}</span>
        </span>
        <ChevronRight size={18} aria-hidden />
      </a>
    </li>
  );
}

function WaitingPlans() {
  const t = useT('phone');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((state) => state.members);
  const nameOf = (id: string) => members.get(id)?.name ?? common('unknownMember');
  const waiting = useWaiting().filter(({ why }) => why === 'decision');
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className={styles['heading']}>
        {t('waiting')}
      </h2>
      <ul className={styles['rows']}>
        {waiting.map(({ boardId, planId, title, onBehalfOf }) => (
          <li key={`${boardId}/${planId}`}>
            <a className={styles['row']} href={hrefOf({ page: 'board', boardId, view: 'workshop', planId })}>
              <Hourglass size={20} aria-hidden className={styles['icon']} />
              <span className={styles['words']}>
                <span className={styles['rowTitle']}>{softHyphens(title) || common('untitled')}</span>
                {onBehalfOf ? (
                  <span className={styles['quiet']}>
                    {t('onBehalfOf', { names: format.list(onBehalfOf.map(nameOf)) })}
                  </span>
                ) : null}
              </span>
              <ChevronRight size={18} aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
