import { regionMeant } from '../../../../shared/domain/days/regions';
import { isJsonObject } from '../../../../shared/domain/json';
import { useBoardActions } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { Button } from '../../../ui';
import { usePlanPart, usePlanPlace } from '../plan-context';
import styles from './form.module.css';

/** Where in a plan's `meta` it stands that a text is to stay as it is. */
const answerKey = (text: string) => `region ${text}`;

/** Asks once whether a text that somebody typed means a region of the list: only those have holidays ([DAYS-2]). */
export function RegionQuestion({ values }: { values: readonly string[] }) {
  const t = useT('days');
  const { language } = useFormat();
  const { planId } = usePlanPlace();
  const { setMeta, setSet } = useBoardActions();
  const meta = usePlanPart((row) => row.json['meta']);
  const isAnswered = (text: string) => isJsonObject(meta) && meta[answerKey(text)] !== undefined;
  const text = values.find((each) => regionMeant(each) !== null && !isAnswered(each));
  const region = text === undefined ? null : regionMeant(text);
  if (text === undefined || region === null) return null;
  const name = language === 'de' ? region.text : region.en;
  return (
    <p className={styles['question']}>
      <span>{t('region.ask', { text, name })}</span>
      <Button
        size="small"
        onPress={() =>
          setSet(
            planId,
            'regions',
            values.map((each) => (each === text ? region.text : each)),
          )
        }
      >
        {t('region.yes')}
      </Button>
      <Button variant="quiet" size="small" onPress={() => setMeta(planId, answerKey(text), 'as it is')}>
        {t('region.no')}
      </Button>
    </p>
  );
}
