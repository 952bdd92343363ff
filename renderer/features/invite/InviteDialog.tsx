import { useState } from 'react';
import { useWorkspace, useWorkspaceActions } from '../../client';
import { useFormat, useT } from '../../i18n';
import { readJoinLink } from '../../../shared/api/links';
import { useDialogs, type InvitePreset } from '../../state/dialogs';
import { useRoute } from '../../state/route';
import { Banner, Button, Dialog, DialogActions } from '../../ui';
import { DeviceFlow } from './DeviceFlow';
import { LinkResult, type MadeLink, type Reached } from './LinkResult';
import { toPlan } from './logic/link';
import { inviteBodyOf, isApprover, lacksBoards, maySee, termsOf, usesOf, type Terms } from './logic/terms';
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
  const { invite } = useWorkspaceActions();
  const mayInvite = useWorkspace((workspace) => workspace.me.role === 'owner');
  const [terms, setTerms] = useState(() => termsOf(preset));
  const [asked, setAsked] = useState(false);
  const route = useRoute();
  const making = useLinkMaking(async () => {
    const outcome = await invite(inviteBodyOf(terms));
    if (!outcome.ok || route.page !== 'board' || route.planId === null || !maySee(terms, route.boardId))
      return outcome;
    const { link, ...rest } = outcome.value;
    const place = { board: route.boardId, plan: route.planId };
    return { ok: true, value: { ...rest, link: toPlan(link, place) } };
  });

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
        <DialogActions
          onCancel={onClose}
          label={t('create')}
          onPress={submit}
          isBusy={making.isBusy}
          isDisabled={!making.isReady}
        />
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
        terms={[t('link.until', { date, uses }), ...(leadsToPlan(made) ? [t('link.toPlan')] : [])].join(' ')}
        warning={t('link.secret')}
        messageFor={(link) => t('text.invite', { company, link, date, uses, name, task })}
      />
    </Dialog>
  );
}

function leadsToPlan({ link }: MadeLink): boolean {
  const read = readJoinLink(link);
  return typeof read !== 'string' && read.place !== undefined;
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
