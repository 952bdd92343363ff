import { Minus, Plus } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useSealedRounds } from '../../../client';
import { useT } from '../../../i18n';
import { isComposing } from '../../../ui';
import { dotsByKey, dotsOn, mostOn, withDots, type DotRules } from '../logic/dots';
import { useEntering } from '../useRounds';
import { EntryState, type EntryProps } from './Entry';
import styles from '../rounds.module.css';

const NONE: readonly string[] = [];

/** One's own dots: each press is handed in at once. */
export function VotesEntry({ boardId, view, again }: EntryProps) {
  const t = useT('rounds');
  const { rounds } = useSealedRounds(boardId);
  const rules: DotRules = { votesEach: view.votesEach ?? 1, perTarget: view.perTarget ?? 1 };
  const { entry, put, isSending, failure } = useEntering<readonly string[]>(
    view.own?.picks ?? null,
    (picks) => rounds.enter(boardId, view.id, { picks: [...picks] }),
    again,
  );
  const picks = entry ?? NONE;
  const set = (target: string, count: number) => {
    if (count !== dotsOn(picks, target)) put(withDots(picks, target, count, rules));
  };
  return (
    <div className={styles['entry']}>
      <p className={styles['left']} role="status">
        {t('votes.left', { count: Math.max(0, rules.votesEach - picks.length), all: rules.votesEach })}
      </p>
      <p className={styles['quiet']}>
        {t('votes.most', { count: rules.perTarget })}{' '}
        <span className={styles['byKeys']}>{t('votes.keys')}</span>
      </p>
      <ul className={styles['targets']} aria-label={t('votes.list')}>
        {(view.on ?? []).map(({ id, label }) => (
          <Target
            key={id}
            label={label ?? id}
            count={dotsOn(picks, id)}
            most={mostOn(picks, id, rules)}
            onChange={(count) => set(id, count)}
          />
        ))}
      </ul>
      <EntryState isTaken={picks.length > 0} {...{ isSending, failure }} onRetry={() => put(picks)} />
    </div>
  );
}

interface TargetProps {
  readonly label: string;
  readonly count: number;
  readonly most: number;
  readonly onChange: (count: number) => void;
}

/** One stop of the Tab key a target; the two buttons are for pointers and thumbs. */
function Target({ label, count, most, onChange }: TargetProps) {
  const t = useT('rounds');
  return (
    <li className={styles['target']}>
      <span className={styles['targetText']}>{label}</span>
      <span className={styles['stepper']}>
        <AriaButton
          className={styles['step'] ?? ''}
          aria-label={t('votes.less', { label })}
          excludeFromTabOrder
          isDisabled={count === 0}
          onPress={() => onChange(count - 1)}
        >
          <Minus size={16} aria-hidden />
        </AriaButton>
        <span
          className={styles['dots']}
          role="spinbutton"
          tabIndex={0}
          aria-label={t('votes.on', { label })}
          aria-valuenow={count}
          aria-valuemin={0}
          aria-valuemax={most}
          aria-valuetext={t('votes.dots', { count })}
          onKeyDown={(event) => {
            if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
            const wanted = dotsByKey(event.key, count, most);
            if (wanted === undefined) return;
            event.preventDefault();
            onChange(wanted);
          }}
        >
          {count > 0 ? (
            <span className={styles['dotRow']} aria-hidden>
              {Array.from({ length: Math.min(count, 5) }, (_, at) => (
                <span key={at} className={styles['dot']} />
              ))}
            </span>
          ) : null}
          <span aria-hidden>{t('votes.dots', { count })}</span>
        </span>
        <AriaButton
          className={styles['step'] ?? ''}
          aria-label={t('votes.more', { label })}
          excludeFromTabOrder
          isDisabled={count >= most}
          onPress={() => onChange(count + 1)}
        >
          <Plus size={16} aria-hidden />
        </AriaButton>
      </span>
    </li>
  );
}
