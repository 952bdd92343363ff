import { useEffect, useState, type ReactNode } from 'react';
import { Handshake } from 'lucide-react';
import {
  isRecovering,
  pendingInvite,
  takeOpeningFailure,
  goOnAsBefore,
  isSomebodyHere,
  viewInvite,
  type Failure,
  type PendingInvite,
} from '../../client';
import { useT } from '../../i18n';
import { Banner, Button, Progress, usePageTitle, useWording } from '../../ui';
import { changeForm, goTo, useForm } from './form';
import { BackupForm, MovedForm, RecoverForm } from './ReturnForms';
import { Choices } from './Choices';
import { CreateForm, InvitedForm, JoinForm, type Invite } from './Forms';
import styles from './Welcome.module.css';

/** For a window in which nobody has joined yet. `corner` holds language and appearance. */
export function Welcome({ corner }: { corner: ReactNode }) {
  const t = useT('welcome');
  const way = useForm((form) => form.way);
  const failure = useForm((form) => form.failure);
  const [pending] = useState(pendingInvite);
  const [leftInvite, setLeftInvite] = useState(false);
  const offer = useOffer(pending);
  const isSomebody = useSomebodyHere();
  const wording = useWording();
  const words = failure && wording.failure(failure);
  const isInvited = offer.invite !== null && offer.invite.kind !== 'owner' && !leftInvite;
  const ownerSecret = offer.invite?.kind === 'owner' ? (pending?.secret ?? null) : null;
  usePageTitle(t('title'));
  useEffect(() => {
    if (isRecovering()) goTo('recover');
    const failure = takeOpeningFailure();
    if (failure) changeForm({ failure });
  }, []);

  return (
    <div className={styles['page']}>
      <div className={styles['corner']}>{corner}</div>
      <main className={styles['sheet']}>
        <div className={styles['sign']}>
          <span className={styles['hands']}>
            <Handshake size={24} aria-hidden />
          </span>
        </div>
        {words ? <Note title={words.title} text={words.text} /> : null}
        {offer.failure && !words ? <Note {...wording.failure(offer.failure)} /> : null}
        {offer.isChecking ? <Progress>{t('checking')}</Progress> : null}
        {!offer.isChecking && isInvited && offer.invite && pending ? (
          <>
            <InvitedForm invite={offer.invite} secret={pending.secret} />
            <div className={styles['after']}>
              {isSomebody && offer.invite.kind !== 'device' ? (
                <Button onPress={() => void goOnAsBefore()}>{t('alreadyHere')}</Button>
              ) : null}
              <Button variant="quiet" onPress={() => setLeftInvite(true)}>
                {t('otherWays')}
              </Button>
            </div>
          </>
        ) : null}
        {!offer.isChecking && !isInvited ? (
          <>
            {way === 'choose' ? (
              <Choices mayCreate={ownerSecret !== null || window.desktop !== undefined} />
            ) : null}
            {way === 'create' ? <CreateForm ownerSecret={ownerSecret} /> : null}
            {way === 'join' ? <JoinForm /> : null}
            {way === 'recover' ? <RecoverForm /> : null}
            {way === 'backup' ? <BackupForm /> : null}
            {way === 'moved' ? <MovedForm /> : null}
          </>
        ) : null}
      </main>
    </div>
  );
}

function Note({ title, text }: { title: string; text: string }) {
  return (
    <div className={styles['note']}>
      <Banner tone="danger" title={title} isBoxed>
        {text}
      </Banner>
    </div>
  );
}

/** Whoever is a member here already and follows an invitation would become a second person by it. */
function useSomebodyHere(): boolean {
  const [isSomebody, setSomebody] = useState(false);
  useEffect(() => {
    // A browser that stores nothing knows nobody.
    isSomebodyHere().then(setSomebody, () => undefined);
  }, []);
  return isSomebody;
}

interface Offer {
  readonly isChecking: boolean;
  readonly invite: Invite | null;
  readonly failure: Failure | null;
}

/** What the link in the address offers. */
function useOffer(pending: PendingInvite | null): Offer {
  const [offer, setOffer] = useState<Offer>({ isChecking: pending !== null, invite: null, failure: null });
  useEffect(() => {
    if (!pending) return;
    let isCurrent = true;
    void viewInvite(pending.secret).then((outcome) => {
      if (!isCurrent) return;
      setOffer({
        isChecking: false,
        invite: outcome.ok ? outcome.value : null,
        failure: outcome.ok ? null : outcome.failure,
      });
      prefill(pending, outcome.ok ? outcome.value : null);
    });
    return () => {
      isCurrent = false;
    };
  }, [pending]);
  return offer;
}

/** Fills the form with what link and invitation say; what was typed stays. */
function prefill(pending: PendingInvite, invite: Invite | null): void {
  const { name, company } = useForm.getState();
  const department = invite?.department ?? pending.department;
  changeForm({
    name: name || pending.name || '',
    company: company || pending.company || invite?.company || '',
    ...(department ? { department } : {}),
  });
}
