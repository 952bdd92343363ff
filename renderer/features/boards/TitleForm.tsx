import { plainName } from '../../../shared/domain/text/typed-text';
import { useId, useState, type FormEvent } from 'react';
import { useT } from '../../i18n';
import type { Failure } from '../../client';
import { Banner, Dialog, DialogActions, TextField, useWording } from '../../ui';
import styles from './Boards.module.css';

interface Props {
  readonly heading: string;
  readonly submit: string;
  readonly initial: string;
  readonly hint?: string;
  readonly onClose: () => void;
  /** Resolves to what went wrong, or to `null`. */
  readonly onSubmit: (title: string) => Promise<Failure | null>;
}

/** A dialog that asks for a board's title. */
export function TitleForm({ heading, submit, initial, hint, onClose, onSubmit }: Props) {
  const t = useT('board');
  const wording = useWording();
  const formId = useId();
  const [before] = useState(initial);
  const [title, setTitle] = useState(initial);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const plain = plainName(title);
    setMissing(plain === '');
    if (plain === '' || isBusy) return;
    if (title === before) {
      // Untouched: somebody else may have given another title meanwhile.
      onClose();
      return;
    }
    setBusy(true);
    setFailure(await onSubmit(plain));
    setBusy(false);
  };

  const words = failure && wording.failure(failure);
  return (
    <Dialog
      title={heading}
      size="small"
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={<DialogActions onCancel={onClose} label={submit} form={formId} isBusy={isBusy} />}
    >
      <form id={formId} className={styles['form']} onSubmit={(event) => void send(event)} noValidate>
        {words ? (
          <Banner tone="danger" title={words.title} isBoxed>
            {words.text}
          </Banner>
        ) : null}
        <TextField
          label={t('boards.name')}
          placeholder={t('boards.namePlaceholder')}
          hint={hint}
          value={title}
          onChange={setTitle}
          maxLength={200}
          problem={isMissing && plainName(title) === '' ? t('boards.needName') : null}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
