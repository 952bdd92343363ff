import { useState } from 'react';
import { Check, Hand, X } from 'lucide-react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useT } from '../../../i18n';
import { Button, cx, IconButton, useSpeech } from '../../../ui';
import type { Run } from '../useCommand';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  readonly me: string;
  readonly mayLead: boolean;
  readonly run: Run;
  /** So many hands are named; of a hall that raises them all, the next ones would leave no room for what it is about. */
  readonly named?: number;
}

/** Raised hands in their order, and how many are done with the item; one's own are a press each ([SESSUI-7]). */
export function Hands({ view, me, mayLead, run, named = 7 }: Props) {
  const t = useT('workshop');
  const { nameOf } = useSpeech();
  const isUp = view.hands.includes(me);
  const isDone = view.done.includes(me);
  const raised = useRaised(view);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? view.hands : view.hands.slice(0, named);
  const more = view.hands.length - shown.length;
  return (
    <section aria-label={t('hands.label')} className={styles['hands']}>
      <span className={styles['spoken']} role="status">
        {mayLead && raised !== null ? t('hands.raisedBy', { name: nameOf(raised) }) : ''}
      </span>
      <div className={styles['actions']}>
        <Button
          size="small"
          icon={<Hand size={15} aria-hidden />}
          onPress={() => void run({ type: 'hand', up: !isUp })}
        >
          {t(isUp ? 'hands.lower' : 'hands.raise')}
        </Button>
        {view.item === null ? null : (
          <Button
            size="small"
            icon={<Check size={15} aria-hidden />}
            onPress={() => void run({ type: 'ready', on: !isDone })}
          >
            {t(isDone ? 'hands.notDone' : 'hands.done')}
          </Button>
        )}
        {view.item === null ? null : (
          <span className={styles['quiet']}>{t('hands.doneCount', { count: view.done.length })}</span>
        )}
      </div>
      {view.hands.length === 0 ? (
        <p className={styles['quiet']}>{t('hands.none')}</p>
      ) : (
        <ol aria-label={t('hands.label')} className={cx(styles['handList'], isWhole && styles['wholeNames'])}>
          {shown.map((member) => (
            <li key={member} className={styles['raised']}>
              <Hand size={14} aria-hidden />
              <span className={styles['handName']} title={nameOf(member)}>
                {nameOf(member)}
              </span>
              {mayLead ? (
                <IconButton
                  size="small"
                  icon={<X size={13} />}
                  label={t('hands.lowerOf', { name: nameOf(member) })}
                  onPress={() => void run({ type: 'lower', member })}
                />
              ) : null}
            </li>
          ))}
        </ol>
      )}
      {view.hands.length > named ? (
        <Button size="small" variant="quiet" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)}>
          {isWhole ? t('hands.fewer', { count: named }) : t('hands.more', { count: more })}
        </Button>
      ) : null}
    </section>
  );
}

/** Who raised a hand last, while somebody was here to see it; nobody once a hand was lowered. */
function useRaised({ hands }: SessionView): string | null {
  const [seen, setSeen] = useState<{ hands: readonly string[]; raised: string | null }>({
    hands,
    raised: null,
  });
  if (hands.join() !== seen.hands.join())
    setSeen({ hands, raised: hands.find((member) => !seen.hands.includes(member)) ?? null });
  return seen.raised;
}
