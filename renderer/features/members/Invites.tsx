import { useState } from 'react';
import type { InviteRow } from '../../../shared/api/contract';
import { memberName, useWorkspace, useWorkspaceActions } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Button, useWording } from '../../ui';
import { Confirm } from './Confirm';
import styles from './invites.module.css';

/** Links that can still let somebody in, and below them what became of the others. For owners. */
export function Invites({ invites }: { invites: readonly InviteRow[] }) {
  const t = useT('members');
  const open = invites.filter(({ state }) => state === 'open');
  const ended = invites.filter(({ state }) => state !== 'open');
  return (
    <section className={styles['invites']} aria-label={t('invites.title')}>
      <h2 className={styles['subheading']}>{t('invites.title')}</h2>
      {open.length === 0 ? (
        <p className={styles['quiet']}>{t('invites.none')}</p>
      ) : (
        <InviteList invites={open} />
      )}
      {ended.length > 0 ? (
        <details>
          <summary className={styles['quiet']}>{t('invites.ended', { count: ended.length })}</summary>
          <InviteList invites={ended} />
        </details>
      ) : null}
    </section>
  );
}

function InviteList({ invites }: { invites: readonly InviteRow[] }) {
  return (
    <ul className={styles['list']}>
      {invites.map((invite) => (
        <Invite key={invite.id} invite={invite} />
      ))}
    </ul>
  );
}

function Invite({ invite }: { invite: InviteRow }) {
  const t = useT('members');
  const common = useT('common');
  const format = useFormat();
  const wording = useWording();
  const members = useWorkspace((workspace) => workspace.members);
  const { revokeInvite } = useWorkspaceActions();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { id, role, department, approver, boards, by, kind, usesLeft, expiresAt, state } = invite;
  const what = [
    common(`role.${role}`),
    department && common(`department.${department}`),
    approver && t('approver.yes'),
    boards && t('invites.boards', { count: boards.length }),
  ].filter(Boolean);
  const facts = [
    kind === 'owner-recovery'
      ? t('invites.byHost')
      : by && t('invites.by', { name: memberName(members, by) }),
    state === 'open'
      ? t('invites.open', { date: format.instant(expiresAt), uses: usesLeft })
      : t(`invites.${state}`),
  ].filter(Boolean);

  const revoke = async () => {
    setBusy(true);
    const outcome = await revokeInvite(id);
    setBusy(false);
    setOpen(false);
    if (!outcome.ok) wording.tell(outcome.failure);
  };
  return (
    <li className={styles['invite']}>
      <span className={styles['words']}>
        <span>{what.join(' · ')}</span>
        <span className={styles['facts']}>{facts.join(' · ')}</span>
      </span>
      {state === 'open' ? (
        <Button size="small" variant="quiet" onPress={() => setOpen(true)}>
          {t('invites.revoke')}
        </Button>
      ) : null}
      <Confirm
        isOpen={isOpen}
        title={t('invites.revokeTitle')}
        text={t('invites.revokeText')}
        action={t('invites.revoke')}
        isBusy={isBusy}
        onConfirm={() => void revoke()}
        onClose={() => setOpen(false)}
      />
    </li>
  );
}
