import { Plus, X } from 'lucide-react';
import { departmentOf } from '../../../../shared/domain/plan';
import type { ReturnPromise } from '../../../../shared/domain/record';
import { useToday } from '../../../client';
import { useT } from '../../../i18n';
import { Button, DateField, IconButton, Select, TextField } from '../../../ui';
import type { ReturnDraft } from '../logic/promise-form';
import { usePlan } from '../plan-context';
import styles from './decide.module.css';

const KINDS = [
  'presentation',
  'customer-letter',
  'other',
] as const satisfies readonly ReturnPromise['what'][];
/** The contract takes no more. */
const MOST = 20;

interface ReturnPromisesProps {
  readonly drafts: readonly ReturnDraft[];
  readonly onChange: (drafts: readonly ReturnDraft[]) => void;
  readonly isIncomplete: boolean;
}

/** What the plan's department gives in return (Gegenleistung). */
export function ReturnPromises({ drafts, onChange, isIncomplete }: ReturnPromisesProps) {
  const t = useT('decision');
  const { row } = usePlan();
  const isOfSales = departmentOf(row.material['kind']) === 'sales';
  const add = () => {
    const key = Math.max(0, ...drafts.map((draft) => draft.key)) + 1;
    onChange([...drafts, { key, what: 'presentation', text: '', dueOn: null }]);
  };
  const change = (key: number, changed: Partial<ReturnDraft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...changed } : draft)));
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{t('submit.returnTitle')}</legend>
      <p className={styles['hint']}>{t(isOfSales ? 'submit.returnHintSales' : 'submit.returnHint')}</p>
      {drafts.map((draft) => (
        <ReturnRow
          key={draft.key}
          draft={draft}
          onChange={(changed) => change(draft.key, changed)}
          onRemove={() => onChange(drafts.filter((each) => each !== draft))}
        />
      ))}
      {isIncomplete ? (
        <p role="alert" className={styles['problem']}>
          {t('submit.returnIncomplete')}
        </p>
      ) : null}
      {drafts.length < MOST ? (
        <Button size="small" variant="quiet" icon={<Plus size={14} aria-hidden />} onPress={add}>
          {t('submit.addReturn')}
        </Button>
      ) : null}
    </fieldset>
  );
}

interface ReturnRowProps {
  readonly draft: ReturnDraft;
  readonly onChange: (changed: Partial<ReturnDraft>) => void;
  readonly onRemove: () => void;
}

function ReturnRow({ draft, onChange, onRemove }: ReturnRowProps) {
  const t = useT('decision');
  const today = useToday();
  return (
    <div className={styles['returnRow']}>
      <Select
        label={t('submit.returnWhat')}
        value={draft.what}
        options={KINDS.map((id) => ({ id, label: t(`whatIs.${id}`) }))}
        onChange={(what) => onChange({ what })}
      />
      <TextField
        label={t('submit.returnText')}
        value={draft.text}
        maxLength={2000}
        onChange={(text) => onChange({ text })}
      />
      <DateField
        label={t('submit.returnDue')}
        value={draft.dueOn}
        today={today}
        onChange={(dueOn) => onChange({ dueOn })}
      />
      <IconButton icon={<X size={14} aria-hidden />} label={t('submit.removeReturn')} onPress={onRemove} />
    </div>
  );
}
