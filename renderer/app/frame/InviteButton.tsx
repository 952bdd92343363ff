import { UserPlus } from 'lucide-react';
import { mayAdminister } from '../../../shared/domain/policy';
import { useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { IconButton } from '../../ui';

/** Brings further people to the board, for those who may invite. */
export function InviteButton() {
  const t = useT('frame');
  const mayInvite = useWorkspace(({ me }) => mayAdminister({ ...me, active: true }) === null);
  const openInvite = useDialogs((state) => state.openInvite);
  if (!mayInvite) return null;
  return (
    <IconButton size="small" icon={<UserPlus size={16} />} label={t('invite')} onPress={() => openInvite()} />
  );
}
