import { useState } from 'react';
import { Braces, CalendarDays, Download, Sheet } from 'lucide-react';
import type { CalendarScope } from '../../../shared/domain/calendar';
import { useWorkspaceActions } from '../../client';
import { useFormat, useT, type Language } from '../../i18n';
import { Button, Popover, RadioGroup, useWording } from '../../ui';
import styles from './export.module.css';

const FORMATS = [
  { id: 'ics', Icon: CalendarDays },
  { id: 'csv', Icon: Sheet },
  { id: 'json', Icon: Braces },
] as const;
type ExportFormat = (typeof FORMATS)[number]['id'];

/** The calendar as a file, in the language and extent of one's choice. */
export function ExportMenu({ boardId }: { boardId: string }) {
  const t = useT('calendar');
  return (
    <Popover
      label={t('export.title')}
      placement="bottom end"
      trigger={<Button icon={<Download size={14} aria-hidden />}>{t('export.button')}</Button>}
    >
      {(close) => <ExportForm boardId={boardId} onDone={close} />}
    </Popover>
  );
}

interface ExportFormProps {
  readonly boardId: string;
  readonly onDone: () => void;
}

function ExportForm({ boardId, onDone }: ExportFormProps) {
  const t = useT('calendar');
  const wording = useWording();
  const { exportCalendar } = useWorkspaceActions();
  const { language } = useFormat();
  // An export holds agreed plans only, unless the person chooses otherwise here.
  const [scope, setScope] = useState<CalendarScope>('agreed');
  const [fileLanguage, setFileLanguage] = useState<Language>(language);
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
      </div>
    </div>
  );
}
