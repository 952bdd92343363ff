import { useState } from 'react';
import { isCivilDate, type CivilDate } from '../../../../shared/domain/dates';
import type { AgendaTemplate } from '../../../../shared/api/sessions';
import type { SessionView } from '../../../../shared/domain/session/session';
import { plainName } from '../../../../shared/domain/text/typed-text';
import { useBoardActions, useToday, useWorkshopActions, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import {
  Checkbox,
  DateField,
  Dialog,
  DialogActions,
  NumberField,
  Select,
  TextField,
  useWording,
} from '../../../ui';
import { itemsOfTemplate, TEMPLATES, type TemplateName } from '../logic/agenda';
import { changeOf, newPlanned, plannedOf, type Planned } from '../logic/planned';
import { instantAt, readTime } from '../logic/when';
import { useOthersToLead } from '../useMe';
import { useTemplates } from './TemplateDialog';
import styles from '../workshop.module.css';

const NONE = 'none';
/** Before the ID of a template of one's own. */
const OWN = 'own ';
const NAMES: readonly TemplateName[] = ['first', 'quarter', 'launch', 'back'];

/** A workshop like the last one, at the next date. */
export interface Proposed {
  readonly title: string;
  readonly date: CivilDate;
  readonly time: string;
  readonly minutes: number;
}

interface Props {
  readonly boardId: string;
  /** What is changed; null: a new one is planned. */
  readonly view: SessionView | null;
  /** What the rhythm of the board proposes for a new one. */
  readonly proposed?: Proposed | null;
  readonly onClose: () => void;
  readonly onPlanned?: (id: string) => void;
}

/** Plans a workshop, or changes what was planned of one. */
export function PlanDialog({ boardId, view, proposed = null, onClose, onPlanned }: Props) {
  const t = useT('workshop');
  const common = useT('common');
  const today = useToday();
  const wording = useWording();
  const workshops = useWorkshopActions();
  const board = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  const me = useWorkspace((workspace) => workspace.me);
  const others = useOthersToLead(boardId);
  const fill = useFilling();
  const itemsOf = useItemsOf();
  // What nobody touched here follows the workshop, as somebody else may change it meanwhile.
  const [usual] = useState(() => newPlanned(t('plan.nameDefault', { board }), proposed));
  const [touched, setTouched] = useState<Partial<Planned>>({});
  const { title, date, time, minutes, deputies } = { ...plannedOf(view, usual), ...touched };
  const set = (change: Partial<Planned>) => setTouched((now) => ({ ...now, ...change }));
  const [template, setTemplate] = useState(NONE);
  const { templates } = useTemplates();
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const day = date ?? '';
  const clock = readTime(time);
  const problems = {
    title: plainName(title) === '' ? t('plan.noName') : null,
    date:
      day !== '' && !isCivilDate(day)
        ? t('plan.noDay')
        : day === '' && time.trim() !== ''
          ? t('plan.both')
          : null,
    time:
      time.trim() !== '' && clock === null
        ? t('plan.noTime')
        : day !== '' && time.trim() === ''
          ? t('plan.both')
          : null,
    minutes:
      typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 5 && minutes <= 720
        ? null
        : t('plan.durationRange'),
  };
  const submit = async () => {
    setTried(true);
    if (Object.values(problems).some(Boolean) || typeof minutes !== 'number') return;
    if (view && Object.keys(touched).length === 0) return onClose();
    setBusy(true);
    const at = isCivilDate(day) && clock !== null ? instantAt(day, clock) : null;
    const body = { title: plainName(title), minutes, deputies: [...deputies] };
    const outcome = view
      ? await workshops.change(view, changeOf(touched, { ...body, at }))
      : await workshops.plan(boardId, { ...body, facilitator: me.id, ...(at === null ? {} : { at }) });
    setBusy(false);
    if (!outcome.ok) return wording.tell(outcome.failure);
    if (!view) fill(outcome.value.id, itemsOf(template, templates));
    onPlanned?.(outcome.value.id);
    onClose();
  };
  const problem = (text: string | null) => (isTried ? text : null);
  return (
    <Dialog
      title={t(view ? 'plan.headingEdit' : 'plan.heading')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <DialogActions
          onCancel={onClose}
          label={view ? common('save') : t('plan.submit')}
          onPress={() => void submit()}
          isBusy={isBusy}
        />
      }
    >
      <div className={styles['form']}>
        <TextField
          label={t('plan.name')}
          value={title}
          onChange={(text) => set({ title: text })}
          maxLength={200}
          problem={problem(problems.title)}
          isMultiline
          autoFocus
        />
        <div className={styles['formRow']}>
          <DateField
            label={t('plan.date')}
            value={day}
            onChange={(picked) => set({ date: picked })}
            today={today}
            isOptional
            problem={problem(problems.date)}
          />
          <TextField
            label={t('plan.time')}
            value={time}
            onChange={(text) => set({ time: text })}
            placeholder={t('plan.timeHint')}
            isNumeric
            isOptional
            maxLength={20}
            problem={problem(problems.time)}
          />
          <NumberField
            label={t('plan.duration')}
            value={minutes}
            onChange={(number) => set({ minutes: number })}
            problem={problem(problems.minutes)}
          />
        </div>
        {view ? null : (
          <Select
            label={t('plan.template')}
            options={[
              { id: NONE, label: t('plan.noTemplate') },
              ...NAMES.map((id) => ({ id, label: t(`template.${id}.name`) })),
              ...templates.map(({ id, title: own }) => ({ id: `${OWN}${id}`, label: own })),
            ]}
            value={template}
            onChange={setTemplate}
          />
        )}
        {view ? null : <p className={styles['quiet']}>{t('plan.facilitator', { name: me.name })}</p>}
        {others.length > 0 ? (
          <fieldset className={styles['deputies']}>
            <legend className={styles['legend']}>{t('plan.deputies')}</legend>
            <div className={styles['checks']}>
              {others.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  isSelected={deputies.includes(id)}
                  onChange={(isOn) =>
                    set({
                      deputies: isOn ? [...deputies, id] : deputies.filter((each) => each !== id),
                    })
                  }
                >
                  {name}
                </Checkbox>
              ))}
            </div>
            <p className={styles['quiet']}>{t('plan.deputiesHint')}</p>
          </fieldset>
        ) : null}
      </div>
    </Dialog>
  );
}

type Items = AgendaTemplate['items'];

/** What a ready template, or one's own, has on its agenda. */
function useItemsOf(): (chosen: string, own: readonly AgendaTemplate[]) => Items {
  const t = useT('workshop');
  return (chosen, own) => {
    const name = NAMES.find((each) => each === chosen);
    if (name === undefined) return own.find(({ id }) => `${OWN}${id}` === chosen)?.items ?? [];
    return Object.entries<number>(TEMPLATES[name]).map(([key, minutes]) => ({
      title: t(`template.${name}.items.${key}` as 'template.first.items.welcome'),
      minutes,
    }));
  };
}

/** Puts items on a new workshop's agenda. */
function useFilling(): (session: string, items: Items) => void {
  const { workshop } = useBoardActions();
  return (session, items) => {
    for (const item of itemsOfTemplate(items)) workshop.addItem({ session, ...item });
  };
}
