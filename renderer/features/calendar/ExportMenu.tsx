import { useState } from 'react';
import { Braces, CalendarDays, CalendarSync, Download, FileSpreadsheet, Sheet } from 'lucide-react';
import type { CalendarScope } from '../../../shared/domain/calendar';
import { useWorkspaceActions } from '../../client';
import type { ExportLanguage } from '../../../shared/export/context';
import { useFormat, useT } from '../../i18n';
import { Button, Popover, RadioGroup, useWording } from '../../ui';
import { FeedDialog } from './FeedDialog';
import styles from './export.module.css';

const FORMATS = [
  { id: 'ics', Icon: CalendarDays },
  { id: 'xlsx', Icon: FileSpreadsheet },
  { id: 'csv', Icon: Sheet },
  { id: 'json', Icon: Braces },
] as const;
type ExportFormat = (typeof FORMATS)[number]['id'];

/** The calendar as a file, in the language and extent of one's choice, or as a subscription. */
export function ExportMenu({ boardId, isNarrow }: { boardId: string | null; isNarrow: boolean }) {
  const t = useT('calendar');
  const [subscribes, setSubscribes] = useState(false);
  return (
    <>
      <Popover
        label={t('export.title')}
        placement="bottom end"
        trigger={
          <Button icon={<Download size={14} aria-hidden />} aria-label={t('export.button')}>
            {isNarrow ? '' : t('export.button')}
          </Button>
        }
      >
        {(close) => (
          <ExportForm
            boardId={boardId}
            onDone={close}
            onSubscribe={() => {
              close();
              setSubscribes(true);
            }}
          />
        )}
      </Popover>
      {subscribes ? <FeedDialog boardId={boardId} onClose={() => setSubscribes(false)} /> : null}
    </>
  );
}

interface ExportFormProps {
  /** Null: all boards. */
  readonly boardId: string | null;
  readonly onSubscribe: () => void;
  readonly onDone: () => void;
}

function ExportForm({ boardId, onDone, onSubscribe }: ExportFormProps) {
  const t = useT('calendar');
  const wording = useWording();
  const { exportCalendar } = useWorkspaceActions();
  const { language } = useFormat();
  // An export holds agreed plans only, unless the person chooses otherwise here.
  const [scope, setScope] = useState<CalendarScope>('agreed');
  const [fileLanguage, setFileLanguage] = useState<ExportLanguage>(language);
  const [isBusy, setBusy] = useState(false);

  const save = async (format: ExportFormat) => {
    setBusy(true);
    const outcome = await exportCalendar(boardId, format, scope, fileLanguage);
    setBusy(false);
    if (outcome.ok) onDone();
    else wording.tell(outcome.failure);
  };
  return (
    <div className={styles['form']}>
      <RadioGroup
        label={t('export.what')}
        options={[
          { id: 'agreed', label: t('export.agreed') },
          { id: 'all', label: t('export.all') },
        ]}
        value={scope}
        onChange={setScope}
      />
      <RadioGroup
        label={t('export.language')}
        isAcross
        options={[
          { id: 'de', label: t('export.de') },
          { id: 'de-CH', label: t('export.de-CH') },
          { id: 'en', label: t('export.en') },
        ]}
        value={fileLanguage}
        onChange={setFileLanguage}
      />
      <div role="group" aria-label={t('export.format')} className={styles['formats']}>
        {FORMATS.map(({ id, Icon }) => (
          <Button
            key={id}
            className={styles['format']}
            icon={<Icon size={16} aria-hidden />}
            isDisabled={isBusy}
            onPress={() => void save(id)}
          >
            <span className={styles['words']}>
              {t(`export.${id}`)}
              <span className={styles['hint']}>{t(`export.${id}Hint`)}</span>
            </span>
          </Button>
        ))}
        <Button
          className={styles['format']}
          icon={<CalendarSync size={16} aria-hidden />}
          onPress={onSubscribe}
        >
          <span className={styles['words']}>
            {t('export.subscribe')}
            <span className={styles['hint']}>{t('export.subscribeHint')}</span>
          </span>
        </Button>
      </div>
    </div>
  );
}
