import { useMemo, useState } from 'react';
import { Braces, CalendarDays, CalendarSync, Download, FileSpreadsheet, Image, Sheet } from 'lucide-react';
import type { CalendarScope } from '../../../../shared/domain/calendar/calendar';
import type { TimelinePlan } from '../../../../shared/domain/timeline/items';
import { useWorkspaceActions } from '../../../client';
import type { ExportLanguage } from '../../../../shared/export/context';
import { useFormat, useT } from '../../../i18n';
import { useCalendarSettings } from '../../../state/calendar';
import { Button, Checkbox, Popover, RadioGroup, useWording } from '../../../ui';
import { useExtentWords } from '../extent-words';
import { extentOfFile } from '../logic/extent';
import { activeFilters } from '../logic/filter';
import { FeedDialog } from './FeedDialog';
import { PictureDialog, type PictureDialogProps } from '../picture/PictureDialog';
import styles from './export.module.css';

const FORMATS = [
  { id: 'ics', Icon: CalendarDays },
  { id: 'xlsx', Icon: FileSpreadsheet },
  { id: 'csv', Icon: Sheet },
  { id: 'json', Icon: Braces },
] as const;
type ExportFormat = (typeof FORMATS)[number]['id'];

type ExportMenuProps = Omit<PictureDialogProps, 'onClose'> & { readonly isNarrow: boolean };

/** The calendar as a file, in the language and extent of one's choice, or as a subscription. */
export function ExportMenu({ isNarrow, ...picture }: ExportMenuProps) {
  const { boardId, plans } = picture;
  const t = useT('calendar');
  const [next, setNext] = useState<'feed' | 'picture' | null>(null);
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
            plans={plans}
            onDone={close}
            onNext={(dialog) => {
              close();
              setNext(dialog);
            }}
          />
        )}
      </Popover>
      {next === 'feed' ? <FeedDialog boardId={boardId} onClose={() => setNext(null)} /> : null}
      {next === 'picture' ? <PictureDialog {...picture} onClose={() => setNext(null)} /> : null}
    </>
  );
}

interface ExportFormProps {
  /** Null: all boards. */
  readonly boardId: string | null;
  readonly plans: readonly TimelinePlan[];
  readonly onNext: (dialog: 'feed' | 'picture') => void;
  readonly onDone: () => void;
}

function ExportForm({ boardId, plans, onDone, onNext }: ExportFormProps) {
  const t = useT('calendar');
  const wording = useWording();
  const { exportCalendar } = useWorkspaceActions();
  const { language } = useFormat();
  // An export holds agreed plans only, unless the person chooses otherwise here.
  const [scope, setScope] = useState<CalendarScope>('agreed');
  const [fileLanguage, setFileLanguage] = useState<ExportLanguage>(language);
  const [endsOnly, setEndsOnly] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const extent = useMemo(() => extentOfFile(plans, scope), [plans, scope]);
  const extentWords = useExtentWords();
  const isFiltered = activeFilters(useCalendarSettings().filter) > 0;

  const save = async (format: ExportFormat) => {
    setBusy(true);
    const outcome = await exportCalendar(boardId, format, { scope, lang: fileLanguage, endsOnly });
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
      <p role="status" className={styles['hint']}>
        {[
          t('export.extent', { count: extent.shown }),
          extentWords(extent),
          isFiltered ? t('export.unfiltered') : '',
        ].join(' ')}
      </p>
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
      <Checkbox isSelected={endsOnly} onChange={setEndsOnly}>
        {t('export.endsOnlyIcs')}
      </Checkbox>
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
          icon={<Image size={16} aria-hidden />}
          onPress={() => onNext('picture')}
        >
          <span className={styles['words']}>
            {t('export.picture')}
            <span className={styles['hint']}>{t('export.pictureHint')}</span>
          </span>
        </Button>
        <Button
          className={styles['format']}
          icon={<CalendarSync size={16} aria-hidden />}
          onPress={() => onNext('feed')}
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
