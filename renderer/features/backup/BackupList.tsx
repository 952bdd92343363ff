import { useRef } from 'react';
import { Archive, FolderOpen } from 'lucide-react';
import type { CopyView } from '../../../shared/api/backup';
import type { BackupChoice } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Button } from '../../ui';
import styles from './backup.module.css';

interface Props {
  readonly copies: readonly CopyView[];
  readonly isBusy: boolean;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onChoose: (choice: BackupChoice) => void;
}

/** Saving one now, the copies that are there, and the way back from a file. */
export function BackupList({ copies, isBusy, isSaving, onSave, onChoose }: Props) {
  const t = useT('backup');
  return (
    <div className={styles['parts']}>
      <section className={styles['part']}>
        <p>{t('explain')}</p>
        <p className={styles['quiet']}>{t('secret')}</p>
        <Button
          variant="primary"
          icon={<Archive size={16} aria-hidden />}
          isPending={isSaving}
          isDisabled={isBusy && !isSaving}
          onPress={onSave}
        >
          {t('save')}
        </Button>
      </section>
      <section className={styles['part']} aria-label={t('copies')}>
        <h3 className={styles['subheading']}>{t('copies')}</h3>
        <p className={styles['quiet']}>{copies.length > 0 ? t('copiesText') : t('none')}</p>
        {copies.length > 0 ? (
          <ul className={styles['list']}>
            {copies.map((copy) => (
              <Copy
                key={copy.name}
                copy={copy}
                isBusy={isBusy}
                onChoose={() => onChoose({ copy: copy.name })}
              />
            ))}
          </ul>
        ) : null}
        <FromFile isBusy={isBusy} onChoose={(file) => onChoose({ file })} />
      </section>
    </div>
  );
}

function Copy({ copy, isBusy, onChoose }: { copy: CopyView; isBusy: boolean; onChoose: () => void }) {
  const t = useT('backup');
  const format = useFormat();
  const date = format.instant(copy.at);
  return (
    <li className={styles['copy']}>
      <span className={styles['words']}>
        <span>{date}</span>
        <span className={styles['facts']}>
          {t(`kind.${copy.kind}`)} · {t('size', { megabytes: copy.bytes / 1_000_000 })}
        </span>
      </span>
      <Button
        size="small"
        variant="quiet"
        aria-label={t('restoreOf', { date })}
        isDisabled={isBusy}
        onPress={onChoose}
      >
        {t('restoreThis')}
      </Button>
    </li>
  );
}

function FromFile({ isBusy, onChoose }: { isBusy: boolean; onChoose: (file: File) => void }) {
  const t = useT('backup');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={<FolderOpen size={16} aria-hidden />}
        isDisabled={isBusy}
        onPress={() => input.current?.click()}
      >
        {t('fromFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".handschlag,.db"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again.
          event.target.value = '';
          if (file) onChoose(file);
        }}
      />
    </>
  );
}
