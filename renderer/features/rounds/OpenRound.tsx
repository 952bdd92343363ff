import { useState } from 'react';
import {
  LEAST_ANSWERS,
  mayCloseRound,
  mayEnterRound,
  type ShownHands,
} from '../../../shared/domain/rounds/round';
import {
  memberName,
  useFacilitator,
  useSealedRounds,
  useSeatedCount,
  useWorkspace,
  type Failure,
  type ShownRound,
} from '../../client';
import { useFormat, useT } from '../../i18n';
import { Banner, Button, Dialog, DialogActions, useWording } from '../../ui';
import { HandsInRoom } from './entries/HandsInRoom';
import { EstimateEntry } from './entries/EstimateEntry';
import { NotesEntry } from './entries/NotesEntry';
import { PulseEntry } from './entries/PulseEntry';
import { VotesEntry } from './entries/VotesEntry';
import { useRights } from './useRounds';
import styles from './rounds.module.css';

interface Props {
  readonly boardId: string;
  readonly view: ShownRound;
  readonly title: string;
  readonly isArchived: boolean;
  readonly facilitator: string | null;
  /** Whether its button is the main one of the page. */
  readonly isFirst: boolean;
  readonly again: () => Promise<boolean>;
}

const ENTRIES = { notes: NotesEntry, votes: VotesEntry, estimate: EstimateEntry, pulse: PulseEntry } as const;

/** A round that is open: what oneself entered, how many have answered, and the end of it. */
export function OpenRound({ boardId, view, title, isArchived, facilitator, isFirst, again }: Props) {
  const t = useT('rounds');
  const me = useRights();
  const led = useFacilitator(view.session);
  const refusal = isArchived ? 'archived' : mayEnterRound(me, view.kind, me.walkIn === true);
  const mayClose = !isArchived && mayCloseRound(me, view.openedBy, facilitator ?? led) === null;
  const Entry = ENTRIES[view.kind];
  return (
    <div className={styles['content']}>
      {view.authors ? <p className={styles['quiet']}>{t(`authors.${view.authors}`)}</p> : null}
      {refusal === null ? (
        <Entry {...{ boardId, view, again }} isPrimary={isFirst} />
      ) : (
        <p className={styles['quiet']}>{t(isKnown(refusal) ? `cannot.${refusal}` : 'cannot.other')}</p>
      )}
      <div className={styles['foot']}>
        <Answered view={view} />
        {mayClose ? <Reveal {...{ boardId, view, title, again }} /> : null}
      </div>
    </div>
  );
}

const KNOWN = ['guest', 'walk-in', 'wrong-department', 'archived'] as const;
function isKnown(refusal: string): refusal is (typeof KNOWN)[number] {
  return KNOWN.some((each) => each === refusal);
}

/** How many have answered, and who: as the host told last. */
function Answered({ view }: { view: ShownRound }) {
  const t = useT('rounds');
  const words = useAnsweredWords(view);
  return (
    <p className={styles['answered']}>
      {words}
      {view.answered === undefined ? null : <span className={styles['asOf']}> {t('answered.asOf')}</span>}
    </p>
  );
}

function useAnsweredWords({ kind, answered, who }: ShownRound): string {
  const t = useT('rounds');
  const format = useFormat();
  const common = useT('common');
  const members = useWorkspace((state) => state.members);
  if (kind === 'pulse') return t('answered.pulse');
  if (answered === undefined) return t('answered.soon');
  if (!who) return t('answered.count', { count: answered });
  const names = who.map((id) => memberName(members, id) || common('unknownMember'));
  return t('answered.who', { count: answered, names: format.list(names.toSorted()) });
}

/** Ends the round, once it was asked whether that is meant. */
function Reveal({ boardId, view, title, again }: Pick<Props, 'boardId' | 'view' | 'title' | 'again'>) {
  const t = useT('rounds');
  const wording = useWording();
  const { rounds } = useSealedRounds(boardId);
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [hands, setHands] = useState<ShownHands>({});
  const seated = useSeatedCount(view.session);
  const answered = useAnsweredWords(view);
  const close = async () => {
    setBusy(true);
    const outcome = await rounds.close(boardId, view.id, hands);
    // Somebody else was quicker: what everybody sees is what was wanted.
    const isOver = outcome.ok || outcome.failure.reason === 'round-closed';
    setBusy(false);
    setFailure(outcome.ok ? null : outcome.failure);
    if (isOver) setAsked(false);
    await again();
  };
  const ask = () => {
    setFailure(null);
    setAsked(true);
    void again();
  };
  const least = view.minAnswers ?? LEAST_ANSWERS;
  const words = failure && wording.failure(failure);
  return (
    <>
      <Button onPress={ask}>{t('close.press')}</Button>
      <Dialog
        role="alertdialog"
        size={view.kind === 'votes' && seated > 0 ? 'medium' : 'small'}
        title={t('close.title', { title })}
        isOpen={isAsked}
        isBusy={isBusy}
        onClose={() => setAsked(false)}
        actions={
          <DialogActions
            onCancel={() => setAsked(false)}
            label={t('close.press')}
            onPress={() => void close()}
            isBusy={isBusy}
          />
        }
      >
        {words ? (
          <Banner tone="danger" title={words.title} isBoxed>
            {words.text}
          </Banner>
        ) : null}
        <p>{answered}</p>
        {view.kind === 'votes' && seated > 0 ? (
          <HandsInRoom on={view.on ?? []} seated={seated} hands={hands} onChange={setHands} />
        ) : null}
        <p>{view.kind === 'pulse' ? t('close.textPulse', { least }) : t('close.text')}</p>
      </Dialog>
    </>
  );
}
