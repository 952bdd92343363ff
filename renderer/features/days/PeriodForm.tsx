import { useId, useState, type FormEvent } from 'react';
import { isCivilDate } from '../../../shared/domain/dates';
import type { Period, PeriodKind } from '../../../shared/domain/days/periods';
import { REGIONS } from '../../../shared/domain/days/regions';
import { plainName } from '../../../shared/domain/text/typed-text';
import { useCompanyDays, useToday } from '../../client';
import { useT } from '../../i18n';
import { DateField, Dialog, DialogActions, Select, TagField, TextField, useWording } from '../../ui';
import { typedPeriod, type TypedPeriod } from './logic/period-form';
import styles from './days.module.css';

interface PeriodFormProps {
  /** Those that may be set. */
  readonly kinds: readonly PeriodKind[];
  /** The one to be changed; null: a new one. */
  readonly period: Period | null;
  readonly onClose: () => void;
}

const SUGGESTED = REGIONS.map(({ text }) => text);

/** Sets a period, or sets one anew. */
export function PeriodForm({ kinds, period, onClose }: PeriodFormProps) {
  const t = useT('days');
  const wording = useWording();
  const today = useToday();
  const formId = useId();
  const { periods, set, change } = useCompanyDays();
  const [touched, setTouched] = useState<Partial<TypedPeriod>>({});
  const touch = (more: Partial<TypedPeriod>) => setTouched((now) => ({ ...now, ...more }));
  const current = periods.find(({ id }) => id === period?.id) ?? period;
  const { kind, title, from, to, regions } = typedPeriod(current, kinds, touched);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const last = to ?? from;
  const problems = {
    title: plainName(title) === '' ? t('form.titleMissing') : null,
    from: isCivilDate(from) ? null : t('form.dayWrong'),
    to: !isCivilDate(last)
      ? t('form.dayWrong')
      : isCivilDate(from) && last < from
        ? t('form.toBefore')
        : null,
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isBusy || from === null || last === null || Object.values(problems).some((each) => each !== null))
      return;
    if (period && Object.keys(touched).length === 0) return onClose();
    setBusy(true);
    const body = { kind, title: plainName(title), from, to: last, regions: [...regions] };
    const outcome = period ? await change(period.id, body) : await set([body]);
    setBusy(false);
    if (outcome.ok) onClose();
    else wording.tell(outcome.failure);
  };
  return (
    <Dialog
      title={t(period ? 'edit' : 'new')}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={<DialogActions onCancel={onClose} label={t('form.save')} form={formId} isBusy={isBusy} />}
    >
      <form id={formId} className={styles['form']} onSubmit={(event) => void send(event)} noValidate>
        <Select
          label={t('form.kind')}
          value={kind}
          options={kinds.map((id) => ({ id, label: t(`kind.${id}`) }))}
          onChange={(next) => touch({ kind: next })}
        />
        <TextField
          label={t('form.title')}
          value={title}
          onChange={(text) => touch({ title: text })}
          maxLength={200}
          problem={isTried ? problems.title : null}
          autoFocus
        />
        <DateField
          label={t('form.from')}
          value={from ?? undefined}
          onChange={(day) => touch({ from: day })}
          today={today}
          problem={isTried ? problems.from : null}
        />
        <DateField
          label={t('form.to')}
          value={to ?? undefined}
          onChange={(day) => touch({ to: day })}
          today={today}
          edge="last"
          problem={isTried ? problems.to : null}
          isOptional
        />
        <TagField
          label={t('form.regions')}
          values={regions}
          suggestions={SUGGESTED}
          onChange={(words) => touch({ regions: words })}
          hint={t('form.regionsHint')}
        />
      </form>
    </Dialog>
  );
}
