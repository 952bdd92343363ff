import { useDialogs } from '../../state/dialogs';
import { DeviceFlow } from './DeviceFlow';
import { InviteFlow } from './InviteFlow';

/** Links for other people and for further devices of one's own; opened through `useDialogs`. */
export function InviteDialog() {
  const invite = useDialogs((state) => state.invite);
  const device = useDialogs((state) => state.device);
  const closeInvite = useDialogs((state) => state.closeInvite);
  const closeDevice = useDialogs((state) => state.closeDevice);
  if (invite) return <InviteFlow preset={invite} onClose={closeInvite} />;
  return device ? <DeviceFlow onClose={closeDevice} /> : null;
}
