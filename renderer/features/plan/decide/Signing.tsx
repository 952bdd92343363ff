import { useEffect, useRef, useState } from 'react';
import { PenLine } from 'lucide-react';
import type { Material } from '../../../../shared/domain/plan';
import { mayComeBy, type Refusal } from '../../../../shared/domain/policy';
import { useMakeStatement, useWorkspace, type Failure, type StatementDraft } from '../../../client';
import { signedSentence, useT, type Stated } from '../../../i18n';
import { Banner, Progress, useWording } from '../../../ui';
import { Changes } from '../status/Changes';
import { usePlan, useBoardPolicy, useSpeech } from '../plan-context';
import styles from './decide.module.css';

interface SigningProps {
  /** Names the sentence for the button that signs it. */
  readonly id?: string;
  /** Whose plan's version it is about. */
  readonly about: Material;
  /** As far as it is filled in. */
  readonly stated: Stated;
  /** What is still missing. */
  readonly missing?: string | null;
}

/** The one sentence that is signed, in sight beside the button that signs it ([PLANUI-7]): it belongs to a dialog's foot. */
export function Signing({ id, about, stated, missing = null }: SigningProps) {
  const t = useT('decision');
  const wording = useWording();
  const speech = useSpeech();
  const me = useWorkspace((workspace) => workspace.me);
  const refusal = useWayRefusal();
  // Nothing is signed that would be refused anyway.
  if (refusal)
    return (
      <div className={styles['signing']}>
        <Banner tone="warning" isBoxed title={t('needsTls')}>
          {wording.refusal(refusal)}
        </Banner>
      </div>
    );
  return (
    <div className={styles['signing']}>
      <p className={styles['signingTop']}>
        <PenLine size={14} aria-hidden />
        {t('signing')}
      </p>
      <p id={id} className={styles['sentence']} data-sentence>
        {signedSentence(speech, me.id, about, stated)}
      </p>
      <p className={styles['hint']}>{missing ?? t('signingHint')}</p>
    </div>
  );
}

interface AnswerProps {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** The version that was stated about: what a stale answer is compared with. */
  readonly about: Material;
}

/** What became of a statement: under way, or what happened, what is safe and what to do. */
export function Answer({ isBusy, failure, about }: AnswerProps) {
  const t = useT('decision');
  const plan = useT('plan');
  const wording = useWording();
  const { row } = usePlan();
  const place = useRef<HTMLDivElement>(null);
  // What went wrong is seen wherever one has scrolled to.
  useEffect(() => {
    if (failure) place.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  if (isBusy) return <Progress>{t('failed.wait')}</Progress>;
  if (!failure) return null;
  const { title, text } = wording.failure(failure);
  return (
    <div ref={place}>
      <Banner tone="danger" isBoxed title={title}>
        <p>{text}</p>
        {failure.changes && failure.changes.length > 0 ? (
          <>
            <p>{t('failed.changes')}</p>
            <Changes
              changes={failure.changes}
              before={about}
              after={row.material}
              labels={[plan('changes.before'), plan('changes.now')]}
            />
          </>
        ) : null}
      </Banner>
    </div>
  );
}

/** Why nothing can be stated from here at all, however the plan stands. */
export function useWayRefusal(): Refusal | null {
  const policy = useBoardPolicy();
  const insecure = useWorkspace((workspace) => workspace.insecure);
  return policy && mayComeBy(policy, !insecure);
}

/** Stating something: one at a time, with what came of it. Answers whether it is in the record. */
export function useStatement() {
  const makeStatement = useMakeStatement();
  const isBlocked = useWayRefusal() !== null;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const make = async (draft: StatementDraft): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    const outcome = await makeStatement(draft);
    setBusy(false);
    if (!outcome.ok) setFailure(outcome.failure);
    return outcome.ok;
  };
  return { make, isBusy, isBlocked, failure };
}
