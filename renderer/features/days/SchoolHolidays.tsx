import { useEffect, useState } from 'react';
import { REGIONS } from '../../../shared/domain/days/regions';
import { useCompanyDays } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Banner, Button, Dialog, Progress, TagField, useWording } from '../../ui';
import { newAmong, periodsOfFile, type FileFault, type FoundInFile } from './logic/school-holidays';
import styles from './days.module.css';

const NOTHING: FoundInFile = { periods: [], others: 0, repeated: 0 };

/** What a calendar file has, before it is taken over. */
export function SchoolHolidays({ file, onClose }: { file: File; onClose: () => void }) {
  const t = useT('days');
  const common = useT('common');
  const format = useFormat();
  const wording = useWording();
  const { periods: known, set } = useCompanyDays();
  const [found, setFound] = useState<FoundInFile | FileFault | null>(null);
  const [regions, setRegions] = useState<readonly string[]>([]);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    let isGone = false;
    void periodsOfFile(file).then((answer) => (isGone ? undefined : setFound(answer)));
    return () => {
      isGone = true;
    };
  }, [file]);

  const inFile = found === null || typeof found === 'string' ? NOTHING : found;
  const kind = 'school-holidays' as const;
  const named = inFile.periods.map((each) => ({ ...each, title: each.title || t(`kind.${kind}`) }));
  const periods = newAmong(named, regions, known);
  const left = [
    t('file.known', { count: named.length - periods.length }),
    t('file.others', { count: inFile.others }),
    t('file.repeated', { count: inFile.repeated }),
  ].filter(Boolean);
  const take = async () => {
    setBusy(true);
    const outcome = await set(periods.map((each) => ({ ...each, kind, regions: [...regions] })));
    setBusy(false);
    if (outcome.ok) onClose();
    else wording.tell(outcome.failure);
  };
  return (
    <Dialog
      title={t('file.for', { file: file.name })}
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          {periods.length > 0 ? (
            <Button variant="primary" isPending={isBusy} onPress={() => void take()}>
              {t('file.take', { count: periods.length })}
            </Button>
          ) : null}
        </>
      }
    >
      {found === null ? <Progress>{common('loading')}</Progress> : null}
      {typeof found === 'string' ? (
        <Banner tone="warning" isBoxed>
          {t(`file.${found}`)}
        </Banner>
      ) : null}
      {named.length > 0 ? (
        <>
          <TagField
            label={t('form.regions')}
            values={regions}
            suggestions={REGIONS.map(({ text }) => text)}
            onChange={setRegions}
            hint={t('form.regionsHint')}
          />
          <p role="status">{t('file.found', { count: periods.length })}</p>
          <ul className={styles['list']}>
            {periods.map(({ title, from, to }) => (
              <li key={`${from} ${title}`} className={styles['period']}>
                <span className={styles['words']}>{title}</span>
                <span className={styles['days']}>{format.dateRange(from, to)}</span>
              </li>
            ))}
          </ul>
          {left.map((each) => (
            <p key={each} className={styles['quiet']}>
              {each}
            </p>
          ))}
        </>
      ) : null}
    </Dialog>
  );
}
