import { useEffect, useState } from 'react';
import { Trash2 } from 'lucide-react';
import type { FeedView } from '../../../../shared/api/contract';
import { useWorkspace, useWorkspaceActions, type Outcome } from '../../../client';
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
import styles from './export.module.css';

type Extent = 'board' | 'all';

/** Subscriptions to the agreed calendar: a new one, and those that one has. */
export function FeedDialog({ boardId, onClose }: { boardId: string | null; onClose: () => void }) {
  const t = useT('calendar');
  const common = useT('common');
  const wording = useWording();
  const { language } = useFormat();
  const { makeFeed } = useWorkspaceActions();
  const [extent, setExtent] = useState<Extent>(boardId === null ? 'all' : 'board');
  const [endsOnly, setEndsOnly] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const make = async () => {
    setBusy(true);
    const filter = { lang: language, ...(endsOnly ? { endsOnly } : {}) };
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
          <Checkbox isSelected={endsOnly} onChange={setEndsOnly}>
            {t('feed.endsOnly')}
          </Checkbox>
        </>
      ) : (
        <MadeFeed url={made} />
      )}
      <OwnFeeds key={made} />
    </Dialog>
  );
}

/** The address, which is shown this once, and who will not get there with it. */
function MadeFeed({ url }: { url: string }) {
  const t = useT('calendar');
  const place = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(place.hostname);
  return (
    <>
      <p className={styles['address']}>
        <code>{url}</code>
        <CopyButton text={url} label={t('feed.copy')} />
      </p>
      <p>{t('feed.secret')}</p>
      {isLocal ? (
        <Banner tone="warning">{t('feed.localOnly')}</Banner>
      ) : place.protocol === 'https:' ? null : (
        <Banner tone="warning">{t('feed.notReached')}</Banner>
      )}
    </>
  );
}

function OwnFeeds() {
  const t = useT('calendar');
  const format = useFormat();
  const wording = useWording();
  const { feeds, endFeed } = useWorkspaceActions();
  const boards = useWorkspace((workspace) => workspace.boards);
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
        {answer.value.map(({ id, board, createdAt }) => {
          const name =
            board === null ? t('feed.all') : (boards.find((each) => each.id === board)?.title ?? '');
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
