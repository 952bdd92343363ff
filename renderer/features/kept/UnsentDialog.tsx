import { useUnsent } from '../../client';
import { useT } from '../../i18n';
import { Button, CopyButton, Dialog, useFieldWords } from '../../ui';
import { linesOf, textOf } from './logic/lines';
import { PlanText } from './PlanText';
import styles from './kept.module.css';

/** Shows everything written on the board that the host does not have, so that it can be read and copied. */
export function UnsentDialog({ why, onClose }: { why: string; onClose: () => void }) {
  const t = useT('kept');
  const common = useT('common');
  const words = useFieldWords();
  const plans = useUnsent().map(({ planId, plan, fields, comments }) => ({
    planId,
    title: plan ? words.text('title', plan['title'], plan) || common('untitled') : t('deletedPlan'),
    note: plan ? null : t('deletedHere'),
    lines: plan ? linesOf(plan, fields, words) : [],
    comments,
  }));
  return (
    <Dialog
      title={t('unsent.title')}
      size="large"
      isOpen
      onClose={onClose}
      actions={
        <>
          <CopyButton
            text={plans.map((plan) => textOf(plan, t('comment'))).join('\n\n')}
            label={t('copyAll')}
          />
          <Button variant="primary" onPress={onClose}>
            {common('close')}
          </Button>
        </>
      }
    >
      <p className={styles['lead']}>{why}</p>
      {plans.length === 0 ? <p className={styles['lead']}>{t('unsent.none')}</p> : null}
      {plans.map((plan) => (
        <section key={plan.planId} className={styles['plan']} aria-label={plan.title}>
          <header className={styles['planTop']}>
            <h3 className={styles['title']}>{plan.title}</h3>
            <CopyButton size="small" text={textOf(plan, t('comment'))} label={t('copy')} />
          </header>
          {plan.note ? <p className={styles['quiet']}>{plan.note}</p> : null}
          <PlanText lines={plan.lines} comments={plan.comments} />
        </section>
      ))}
    </Dialog>
  );
}
