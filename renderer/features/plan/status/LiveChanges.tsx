import { useState } from 'react';
import type { FieldChange } from '../../../../shared/domain/diff';
import type { ScalarField, SetField } from '../../../../shared/doc/commands';
import { useBoardActions } from '../../../client';
import { takesNote, useT } from '../../../i18n';
import { Button } from '../../../ui';
import { usePlan } from '../plan-context';
import { Changes } from './Changes';
import styles from './status.module.css';

const SCALARS: ReadonlySet<string> = new Set<ScalarField>([
  'title',
  'goal',
  'audience',
  'message',
  'start',
  'end',
  'budgetMinor',
  'currency',
  'expectedEnquiries',
  'ownerId',
]);
const SETS: ReadonlySet<string> = new Set<SetField>(['channels', 'regions']);

/** What was changed since the agreement, or since the submission that waits; live, as colleagues type. */
export function LiveChanges() {
  const t = useT('plan');
  const { row, isReading } = usePlan();
  const { agreement, submission, changesSinceAgreed, changesSinceSubmitted, state } = row.status;
  const sinceAgreed = agreement !== null && changesSinceAgreed.length > 0 && state !== 'withdrawn';
  const inReview = state === 'in-review' || state === 'changes-requested' || state === 'declined';
  const [choice, setChoice] = useState<boolean | null>(null);
  // A document marks by itself what is new in what waits.
  const marksThem = isReading && changesSinceSubmitted.length === 0;
  const isOpen = choice ?? (state === 'changed-since-agreed' || (state === 'in-review' && !marksThem));
  const restore = useRestore();

  const changes = sinceAgreed ? changesSinceAgreed : inReview ? changesSinceSubmitted : [];
  const before = sinceAgreed ? agreement.snapshot : submission?.snapshot;
  if (changes.length === 0 || !before) return null;
  const count = changes.length;
  const isNoted = takesNote(before);
  return (
    <div className={styles['live']}>
      <Button size="small" variant="quiet" aria-expanded={isOpen} onPress={() => setChoice(!isOpen)}>
        {sinceAgreed
          ? t(isNoted ? 'changes.title-note' : 'changes.title', { count })
          : t('changes.submitted', { count })}
      </Button>
      {isOpen ? (
        <Changes
          changes={changes}
          before={before}
          after={row.material}
          labels={[
            sinceAgreed ? t(isNoted ? 'changes.agreed-note' : 'changes.agreed') : t('changes.submittedCol'),
            t('changes.now'),
          ]}
          onRestore={sinceAgreed ? restore : undefined}
          canRestore={(field) => SCALARS.has(field) || SETS.has(field)}
        />
      ) : null}
    </div>
  );
}

/** Puts an agreed value back; without a button for guests and for what no command can set whole (the brief). */
function useRestore(): ((change: FieldChange) => void) | undefined {
  const { row, canEdit } = usePlan();
  const { setField, setSet } = useBoardActions();
  if (!canEdit) return undefined;
  return ({ field, before }) => {
    if (SETS.has(field))
      setSet(
        row.id,
        field as SetField,
        Array.isArray(before) ? before.filter((each) => typeof each === 'string') : [],
      );
    else if (SCALARS.has(field)) setField(row.id, field as ScalarField, before ?? null);
  };
}
