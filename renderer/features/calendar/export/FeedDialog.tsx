import { useEffect, useState } from 'react';
import { Trash2 } from 'lucide-react';
import type { FeedFilter, FeedView } from '../../../../shared/api/contract';
import { departmentOf } from '../../../../shared/domain/plan';
import { useLinkBase, useReach, useWorkspace, useWorkspaceActions, type Outcome } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import {
  Banner,
  Button,
  Checkbox,
  CopyButton,
  Dialog,
  IconButton,
  RadioGroup,
  useWording,
} from '../../../ui';
import { useCalendarSettings } from '../../../state/calendar';
import { feedFilterOf, feedOn, feedReach } from '../logic/feed';
import styles from './export.module.css';

type Extent = 'board' | 'all';

/** Subscriptions to the agreed calendar: a new one, and those that one has. */
export function FeedDialog({ boardId, onClose }: { boardId: string | null; onClose: () => void }) {
  const t = useT('calendar');
  const common = useT('common');
  const wording = useWording();
  const { language } = useFormat();
  const { makeFeed } = useWorkspaceActions();
  const narrowed = feedFilterOf(useCalendarSettings().filter);
  const factsOf = useFilterWords();
  const [extent, setExtent] = useState<Extent>(boardId === null ? 'all' : 'board');
  const [endsOnly, setEndsOnly] = useState(false);
  const [isNarrowed, setNarrowed] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const make = async () => {
    setBusy(true);
    const filter = {
      lang: language,
      ...(isNarrowed ? narrowed : {}),
      ...(endsOnly ? { endsOnly } : {}),
    };
    const outcome = await makeFeed({
      ...(extent === 'board' && boardId !== null ? { board: boardId } : {}),
      filter,
    });
    setBusy(false);
    if (outcome.ok) setMade(outcome.value.url);
    else wording.tell(outcome.failure);
  };
  return (
    <Dialog
      title={t('feed.title')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onClose}>{common('close')}</Button>
          {made === null ? (
            <Button variant="primary" onPress={() => void make()} isDisabled={isBusy}>
              {t('feed.make')}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{t('feed.lead')}</p>
      {made === null ? (
        <>
          <RadioGroup
            label={t('export.what')}
            options={[
              ...(boardId === null ? [] : [{ id: 'board' as const, label: t('feed.board') }]),
              { id: 'all', label: t('feed.all') },
            ]}
            value={extent}
            onChange={setExtent}
          />
          {narrowed ? (
            <Checkbox isSelected={isNarrowed} onChange={setNarrowed}>
              {t('feed.narrowed', { filter: factsOf(narrowed).join(', ') })}
            </Checkbox>
          ) : null}
          <Checkbox isSelected={endsOnly} onChange={setEndsOnly}>
            {t('export.endsOnly')}
          </Checkbox>
        </>
      ) : (
        <MadeFeed url={made} />
      )}
      <WhoGetsThere />
      <OwnFeeds key={made} />
    </Dialog>
  );
}

/** The address, which is shown this once. */
function MadeFeed({ url }: { url: string }) {
  const t = useT('calendar');
  const address = feedOn(url, useLinkBase());
  return (
    <>
      <p className={styles['address']}>
        <code>{address}</code>
        <CopyButton text={address} label={t('feed.copy')} />
      </p>
      <p>{t('feed.secret')}</p>
    </>
  );
}

/** Which programs will not get to this host, or not trust it, and what then; said before there is an address. */
function WhoGetsThere() {
  const t = useT('calendar');
  const { reach, open } = useReach();
  const base = useLinkBase();
  const [isBusy, setBusy] = useState(false);
  if (reach.state === 'loading') return null;
  const gets = feedReach(base, reach.state === 'open' ? reach.cert : null);
  if (gets === 'all') return null;
  const press = async () => {
    setBusy(true);
    await open();
    setBusy(false);
  };
  return (
    <Banner
      tone="warning"
      isBoxed
      action={
        reach.state === 'closed' ? (
          <Button size="small" isPending={isBusy} onPress={() => void press()}>
            {t('feed.open')}
          </Button>
        ) : null
      }
    >
      {t(`feed.reach.${gets}`)}
    </Banner>
  );
}

/** What narrows a subscription, and how it shows plans. */
function useFilterWords(): (filter: FeedFilter) => readonly string[] {
  const t = useT('calendar');
  const common = useT('common');
  return ({ kind, channels = [], regions = [], endsOnly }) => [
    ...(kind === undefined ? [] : [common(`department.${departmentOf(kind)}`)]),
    ...channels,
    ...regions,
    ...(endsOnly ? [t('export.endsOnly')] : []),
  ];
}

function OwnFeeds() {
  const t = useT('calendar');
  const format = useFormat();
  const wording = useWording();
  const { feeds, endFeed } = useWorkspaceActions();
  const boards = useWorkspace((workspace) => workspace.boards);
  const factsOf = useFilterWords();
  const [answer, setAnswer] = useState<Outcome<readonly FeedView[]> | null>(null);
  useEffect(() => {
    let isGone = false;
    void feeds().then((outcome) => (isGone ? undefined : setAnswer(outcome)));
    return () => {
      isGone = true;
    };
  }, [feeds]);

  if (answer === null) return null;
  if (!answer.ok) return <Banner tone="warning">{wording.failure(answer.failure).title}</Banner>;
  if (answer.value.length === 0) return null;
  const end = async (id: string) => {
    const outcome = await endFeed(id);
    if (outcome.ok) setAnswer({ ok: true, value: answer.value.filter((feed) => feed.id !== id) });
    else wording.tell(outcome.failure);
  };
  return (
    <section aria-label={t('feed.own')}>
      <h3 className={styles['ownTitle']}>{t('feed.own')}</h3>
      <ul className={styles['feeds']}>
        {answer.value.map(({ id, board, filter, createdAt }) => {
          const title = boards.find((each) => each.id === board)?.title;
          const what = board === null ? t('feed.all') : (title ?? t('feed.unread'));
          const name = [what, ...factsOf(filter)].join(', ');
          return (
            <li key={id}>
              <span>{t('feed.one', { name, date: format.instant(createdAt) })}</span>
              <IconButton
                size="small"
                icon={<Trash2 size={14} aria-hidden />}
                label={t('feed.end', { name })}
                onPress={() => void end(id)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
