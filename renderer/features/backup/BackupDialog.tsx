import { useState } from 'react';
import { useBackups, type BackupChoice, type Failure } from '../../client';
import { useDialogs } from '../../state/dialogs';
import { useT } from '../../i18n';
import { Banner, Dialog, Progress, showToast, useWording } from '../../ui';
import { AskRestore } from './AskRestore';
import { BackupList } from './BackupList';
import type { RestorePreview } from '../../../shared/api/backup';

/** What is going on; null: nothing, the list shows. */
type Work = 'saving' | 'checking' | 'restoring';

/** Backups of the workspace: making one, and going back to one. For owners; opened through `useDialogs`. */
export function BackupDialog() {
  const isOpen = useDialogs((state) => state.backups);
  return isOpen ? <OpenBackupDialog /> : null;
}

function OpenBackupDialog() {
  const t = useT('backup');
  const wording = useWording();
  const close = useDialogs((state) => state.closeBackups);
  const { copies, save, preview, restore } = useBackups();
  const [work, setWork] = useState<Work | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [asked, setAsked] = useState<{ choice: BackupChoice; preview: RestorePreview } | null>(null);

  const words = failure && wording.failure(failure);
  const begin = (next: Work) => {
    setFailure(null);
    setWork(next);
  };

  const onSave = async () => {
    begin('saving');
    const outcome = await save();
    setWork(null);
    if (outcome.ok) showToast({ tone: 'done', title: t('saved'), text: t('secret') });
    else if (outcome.failure.code !== 'cancelled') setFailure(outcome.failure);
  };
  const onChoose = async (choice: BackupChoice) => {
    begin('checking');
    const outcome = await preview(choice);
    setWork(null);
    if (outcome.ok) setAsked({ choice, preview: outcome.value });
    else setFailure(outcome.failure);
  };
  const onRestore = async () => {
    if (!asked) return;
    begin('restoring');
    const outcome = await restore(asked.choice, asked.preview.sha256);
    setWork(null);
    setAsked(null);
    if (!outcome.ok) return setFailure(outcome.failure);
    close();
    showToast({ tone: 'done', title: t('done'), text: t('doneText') });
  };

  if (asked)
    return (
      <AskRestore
        preview={asked.preview}
        isBusy={work !== null}
        onConfirm={() => void onRestore()}
        onClose={() => setAsked(null)}
      />
    );
  return (
    <Dialog title={t('title')} isOpen onClose={close} isBusy={work !== null}>
      <BackupList
        copies={copies}
        isBusy={work !== null}
        isSaving={work === 'saving'}
        onSave={() => void onSave()}
        onChoose={(choice) => void onChoose(choice)}
      />
      {work ? <Progress>{t(work)}</Progress> : null}
      {words ? (
        <Banner tone="danger" isBoxed title={words.title}>
          {words.text}
        </Banner>
      ) : null}
    </Dialog>
  );
}
