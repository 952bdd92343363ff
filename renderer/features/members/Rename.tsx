import { useId, useState, type FormEvent } from 'react';
import { Pencil } from 'lucide-react';
import { plainName } from '../../../shared/domain/text/typed-text';
import { useWorkspaceActions } from '../../client';
import { useT } from '../../i18n';
import { Dialog, DialogActions, IconButton, TextField, useWording } from '../../ui';

/** Gives oneself another name: for typing errors, and for whoever marries. */
export function Rename({ name }: { name: string }) {
  const t = useT('members');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        size="small"
        icon={<Pencil size={14} />}
        label={t('rename.open')}
        onPress={() => setOpen(true)}
      />
      {isOpen ? <RenameDialog name={name} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function RenameDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useT('members');
  const wording = useWording();
  const { rename } = useWorkspaceActions();
  const formId = useId();
  const [before] = useState(name);
  const [typed, setTyped] = useState(name);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const plain = plainName(typed);
    setMissing(plain === '');
    if (plain === '' || isBusy) return;
    // Untouched: another device of one's own may have given another name meanwhile.
    if (typed === before) return onClose();
    setBusy(true);
    const outcome = await rename(plain);
    setBusy(false);
    if (outcome.ok) onClose();
    else wording.tell(outcome.failure);
  };
  return (
    <Dialog
      title={t('rename.title')}
      size="small"
      isOpen
      onClose={onClose}
      actions={<DialogActions onCancel={onClose} label={t('rename.do')} form={formId} isBusy={isBusy} />}
    >
      <form id={formId} onSubmit={(event) => void send(event)} noValidate>
        <TextField
          label={t('rename.label')}
          hint={t('rename.hint')}
          maxLength={200}
          value={typed}
          onChange={setTyped}
          problem={isMissing ? t('rename.missing') : null}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
