import { useState } from 'react';
import { useWorkspace, useWorkspaceActions } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useDialogs, type InvitePreset } from '../../state/dialogs';
import { Banner, Button, Dialog } from '../../ui';
import { DeviceFlow } from './DeviceFlow';
import { LinkResult, type MadeLink, type Reached } from './LinkResult';
import { inviteBodyOf, isApprover, lacksBoards, termsOf, usesOf, type Terms } from './logic/terms';
import { TermsForm } from './TermsForm';
import { useLinkMaking } from './useLinkMaking';

/** Makes links for other people and for one's own further devices; opened through `useDialogs`. */
export function InviteDialog() {
  const invite = useDialogs((state) => state.invite);
  const device = useDialogs((state) => state.device);
  const closeInvite = useDialogs((state) => state.closeInvite);
  const closeDevice = useDialogs((state) => state.closeDevice);
  if (invite) return <InviteFlow preset={invite} onClose={closeInvite} />;
  return device ? <DeviceFlow onClose={closeDevice} /> : null;
}

interface InviteFlowProps {
  readonly preset: InvitePreset;
  readonly onClose: () => void;
}

/** Asks for the terms, once also about the network, then shows the link. */
function InviteFlow({ preset, onClose }: InviteFlowProps) {
  const t = useT('invite');
  const common = useT('common');
  const { invite } = useWorkspaceActions();
  const mayInvite = useWorkspace((workspace) => workspace.me.role === 'owner');
  const [terms, setTerms] = useState(() => termsOf(preset));
  const [asked, setAsked] = useState(false);
  const making = useLinkMaking(() => invite(inviteBodyOf(terms)));

  const submit = () => {
    setAsked(true);
    if (!lacksBoards(terms)) void making.start();
  };
  if (!mayInvite) return <NotOwner onClose={onClose} />;
  if (making.made) {
    return (
      <Result
        terms={terms}
        made={making.made}
        reached={making.reached}
        onClose={onClose}
        onAgain={() => {
          setAsked(false);
          making.reset();
        }}
      />
    );
  }
  if (making.question) return making.question(onClose);
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      isBusy={making.isBusy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={making.isBusy}>
            {common('cancel')}
          </Button>
          <Button variant="primary" onPress={submit} isDisabled={making.isBusy || !making.isReady}>
            {t('create')}
          </Button>
        </>
      }
    >
      <p>{t('lead')}</p>
      <TermsForm
        terms={terms}
        onChange={setTerms}
        problem={asked && lacksBoards(terms) ? t('boards.problem') : null}
      />
    </Dialog>
  );
}

interface ResultProps {
  readonly terms: Terms;
  readonly made: MadeLink;
  readonly reached: Reached;
  readonly onClose: () => void;
  readonly onAgain: () => void;
}

function Result({ terms, made, reached, onClose, onAgain }: ResultProps) {
  const t = useT('invite');
  const common = useT('common');
  const format = useFormat();
  const company = useWorkspace((workspace) => workspace.company);
  const name = useWorkspace((workspace) => workspace.me.name);
  const uses = usesOf(terms);
  const date = format.instant(made.expiresAt);
  const task = isApprover(terms) ? 'approver' : terms.role === 'guest' ? 'guest' : 'other';
  return (
    <Dialog
      title={t('link.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onAgain}>{t('link.another')}</Button>
          <Button variant="primary" onPress={onClose}>
            {common('done')}
          </Button>
        </>
      }
    >
      <LinkResult
        made={made}
        reached={reached}
        terms={t('link.until', { date, uses })}
        warning={t('link.secret')}
        messageFor={(link) => t('text.invite', { company, link, date, uses, name, task })}
      />
    </Dialog>
  );
}

/** Tells those who may not invite who may. */
function NotOwner({ onClose }: { onClose: () => void }) {
  const t = useT('invite');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const owners = [...members.values()].filter((member) => member.role === 'owner' && member.active);
  return (
    <Dialog
      title={t('notOwner.title')}
      isOpen
      onClose={onClose}
      size="small"
      actions={
        <Button variant="primary" onPress={onClose}>
          {common('close')}
        </Button>
      }
    >
      <Banner isBoxed>{t('notOwner.text', { names: format.list(owners.map((owner) => owner.name)) })}</Banner>
    </Dialog>
  );
}
