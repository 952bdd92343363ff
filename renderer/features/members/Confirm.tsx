import { useT } from '../../i18n';
import { Button, Dialog } from '../../ui';

interface ConfirmProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen, and what stays. */
  readonly text: string;
  /** The button that does it. */
  readonly action: string;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot simply be taken back. */
export function Confirm({ isOpen, title, text, action, isBusy, onConfirm, onClose }: ConfirmProps) {
  const t = useT('common');
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      role="alertdialog"
      size="small"
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {t('cancel')}
          </Button>
          <Button variant="danger" onPress={onConfirm} isDisabled={isBusy}>
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
