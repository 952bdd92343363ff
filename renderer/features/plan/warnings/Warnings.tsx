import { useRef, useState } from 'react';
import { TriangleAlert } from 'lucide-react';
import { isVisible } from '../../../../shared/domain/text/typed-text';
import {
  acceptance,
  acceptedKey,
  acceptedReason,
  formerReason,
  REASON_LIMIT,
} from '../../../../shared/domain/warnings/accepted';
import type { Warning } from '../../../../shared/domain/warnings/warnings';
import { openWarnings, useBoardActions, useWarnings } from '../../../client';
import { useT } from '../../../i18n';
import { Button, TextField, useFocusKept } from '../../../ui';
import { usePlan, usePlanPlace } from '../plan-context';
import { useWarningWords } from './words';
import styles from './warnings.module.css';

/** So many are shown without being asked for. */
const FEW = 2;

/** What speaks against the plan as it stands, each with the way out. It never keeps anybody from anything. */
export function Warnings() {
  const { row } = usePlan();
  const warnings = useWarnings(row);
  return warnings.length === 0 ? null : <Known warnings={warnings} />;
}

function Known({ warnings }: { warnings: readonly Warning[] }) {
  const t = useT('days');
  const { row } = usePlan();
  const place = useRef<HTMLElement>(null);
  // Accepting a warning takes its button away.
  useFocusKept(place);
  const open = openWarnings(row, warnings);
  // Many of them would keep people from the plan.
  const shown = open.length > FEW ? 1 : FEW;
  const accepted = warnings.filter((warning) => !open.includes(warning));
  return (
    <section ref={place} tabIndex={-1} aria-label={t('warning.title')} className={styles['warnings']}>
      <ul className={styles['list']}>
        {open.slice(0, shown).map((warning) => (
          <OpenWarning key={warning.key} warning={warning} />
        ))}
      </ul>
      {open.length > shown ? (
        <details>
          <summary className={styles['summary']}>{t('warning.more', { count: open.length - shown })}</summary>
          <ul className={styles['list']}>
            {open.slice(shown).map((warning) => (
              <OpenWarning key={warning.key} warning={warning} />
            ))}
          </ul>
        </details>
      ) : null}
      {accepted.length > 0 ? (
        <details>
          <summary className={styles['summary']}>
            {t('warning.acceptedCount', { count: accepted.length })}
          </summary>
          <ul className={styles['list']}>
            {accepted.map((warning) => (
              <AcceptedWarning
                key={warning.key}
                warning={warning}
                reason={acceptedReason(row.json, warning) ?? ''}
              />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function OpenWarning({ warning }: { warning: Warning }) {
  const t = useT('days');
  const common = useT('common');
  const words = useWarningWords()(warning);
  const { row } = usePlan();
  const { planId, canEdit } = usePlanPlace();
  const { setMeta } = useBoardActions();
  const [reason, setReason] = useState<string | null>(null);
  const former = formerReason(row.json, warning);
  return (
    <li className={styles['warning']}>
      <TriangleAlert size={14} aria-hidden className={styles['glyph']} />
      <div className={styles['words']}>
        <p>{words}</p>
        {former === null ? null : (
          <p className={styles['reason']}>{t('warning.former', { reason: former })}</p>
        )}
        {reason === null ? null : (
          <form
            className={styles['accepting']}
            onSubmit={(event) => {
              event.preventDefault();
              if (isVisible(reason))
                setMeta(planId, acceptedKey(warning), acceptance(warning, reason.trim()));
            }}
          >
            <TextField
              label={t('warning.reason')}
              value={reason}
              onChange={setReason}
              maxLength={REASON_LIMIT}
              autoFocus
            />
            <div className={styles['buttons']}>
              <Button type="submit" size="small" isDisabled={!isVisible(reason)}>
                {t('warning.save')}
              </Button>
              <Button variant="quiet" size="small" onPress={() => setReason(null)}>
                {common('cancel')}
              </Button>
            </div>
          </form>
        )}
      </div>
      {canEdit && reason === null ? (
        <Button
          variant="quiet"
          size="small"
          aria-label={t('warning.acceptLabel', { warning: words })}
          onPress={() => setReason(former ?? '')}
        >
          {t('warning.accept')}
        </Button>
      ) : null}
    </li>
  );
}

function AcceptedWarning({ warning, reason }: { warning: Warning; reason: string }) {
  const t = useT('days');
  const words = useWarningWords()(warning);
  const { planId, canEdit } = usePlanPlace();
  const { setMeta } = useBoardActions();
  return (
    <li className={styles['warning']}>
      <div className={styles['words']}>
        <p>{words}</p>
        <p className={styles['reason']}>{t('warning.accepted', { reason })}</p>
      </div>
      {canEdit ? (
        <Button variant="quiet" size="small" onPress={() => setMeta(planId, acceptedKey(warning), null)}>
          {t('warning.takeBack')}
        </Button>
      ) : null}
    </li>
  );
}
