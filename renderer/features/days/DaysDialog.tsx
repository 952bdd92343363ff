import { useRef, useState } from 'react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import {
  maySetPeriod,
  PERIOD_KINDS,
  type Period,
  type PeriodKind,
} from '../../../shared/domain/days/periods';
import { memberName, useCompanyDays, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { useDialogs } from '../../state/dialogs';
import { Button, DepartmentMark, Dialog, IconButton, showToast, useWording } from '../../ui';
import { Frames } from './Frames';
import { PeriodForm } from './PeriodForm';
import { SchoolHolidays } from './SchoolHolidays';
import styles from './days.module.css';

/** The days that matter to everybody's plans, and the frames of quarters. Opened through `useDialogs`. */
export function DaysDialog() {
  const isOpen = useDialogs((state) => state.days);
  return isOpen ? <OpenDaysDialog /> : null;
}

/** What is shown: the list; a form, for a period or a new one; a file that was chosen. */
type Shown = 'list' | 'new' | Period | File;

function OpenDaysDialog() {
  const t = useT('days');
  const close = useDialogs((state) => state.closeDays);
  const kinds = useOwnKinds();
  const [shown, setShown] = useState<Shown>('list');
  const back = () => setShown('list');
  if (shown instanceof File) return <SchoolHolidays file={shown} onClose={back} />;
  if (shown !== 'list')
    return <PeriodForm kinds={kinds} period={shown === 'new' ? null : shown} onClose={back} />;
  return (
    <Dialog title={t('title')} isOpen onClose={close}>
      <p>{t('lead')}</p>
      <PeriodList kinds={kinds} onChange={setShown} />
      {kinds.length > 0 ? (
        <div className={styles['tools']}>
          <Button icon={<Plus size={14} aria-hidden />} onPress={() => setShown('new')}>
            {t('add')}
          </Button>
          {kinds.includes('school-holidays') ? <ChooseFile onChoose={setShown} /> : null}
        </div>
      ) : null}
      <Frames />
    </Dialog>
  );
}

/** The kinds of periods that whoever looks may set. */
function useOwnKinds(): readonly PeriodKind[] {
  const me = useWorkspace((workspace) => workspace.me);
  return (Object.keys(PERIOD_KINDS) as PeriodKind[]).filter(
    (kind) => maySetPeriod({ ...me, active: true }, kind) === null,
  );
}

function PeriodList({
  kinds,
  onChange,
}: {
  kinds: readonly PeriodKind[];
  onChange: (period: Period) => void;
}) {
  const t = useT('days');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const { periods } = useCompanyDays();
  const end = useEnding();
  if (periods.length === 0) return <p className={styles['quiet']}>{t('none')}</p>;
  return (
    <ul className={styles['list']} aria-label={t('list')}>
      {periods.map((period) => {
        const { id, kind, title, from, to, regions, by } = period;
        const facts = [
          t(`kind.${kind}`),
          regions.length === 0 ? t('everywhere') : format.list(regions),
          t('setBy', { name: memberName(members, by) }),
        ];
        return (
          <li key={id} className={styles['period']}>
            <DepartmentMark department={PERIOD_KINDS[kind]} />
            <div className={styles['words']}>
              <span>{title}</span>
              <span className={styles['facts']}>{facts.join(' · ')}</span>
            </div>
            <span className={styles['days']}>{format.dateRange(from, to)}</span>
            {kinds.includes(kind) ? (
              <>
                <IconButton
                  size="small"
                  icon={<Pencil size={14} aria-hidden />}
                  label={t('change', { title })}
                  onPress={() => onChange(period)}
                />
                <IconButton
                  size="small"
                  icon={<Trash2 size={14} aria-hidden />}
                  label={t('end', { title })}
                  onPress={() => void end(period)}
                />
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** Takes a period away, and says how it comes back. */
function useEnding(): (period: Period) => Promise<void> {
  const t = useT('days');
  const wording = useWording();
  const { end, set } = useCompanyDays();
  return async ({ id, by: _by, at: _at, ...terms }) => {
    const outcome = await end(id);
    if (!outcome.ok) return wording.tell(outcome.failure);
    showToast({
      tone: 'done',
      title: t('ended', { title: terms.title }),
      action: {
        label: t('undo'),
        onAction: () => void set([{ ...terms, regions: [...terms.regions] }]),
      },
    });
  };
}

function ChooseFile({ onChoose }: { onChoose: (file: File) => void }) {
  const t = useT('days');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onChoose(file);
          target.value = '';
        }}
      />
      <Button variant="quiet" onPress={() => input.current?.click()}>
        {t('file.choose')}
      </Button>
    </>
  );
}
