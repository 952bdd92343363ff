import { Handshake as Hands } from 'lucide-react';
import { decidingDepartment, departmentOf } from '../../../shared/domain/plan';
import { returnPromiseWords, signedSentence, useT } from '../../i18n';
import { DepartmentMark, useSpeech } from '../../ui';
import type { Handshake } from './logic/shown';
import { Sheets } from './Sheets';
import styles from './stage.module.css';

/** The moment of agreement: both departments, and what each promised, in the one sentence that was signed. */
export function HandshakeView({ handshake }: { handshake: Handshake }) {
  const t = useT('stage');
  const common = useT('common');
  const speech = useSpeech();
  const { by, snapshot, statement, submitter, returnPromise } = handshake;
  const plans = departmentOf(snapshot['kind']);
  const decides = decidingDepartment(snapshot['kind']);
  return (
    <section className={styles['handshake']} aria-label={t('agreed')}>
      <p className={styles['sides']}>
        <span>
          <DepartmentMark department={plans} /> {common(`department.${plans}`)}
        </span>
        <Hands aria-hidden />
        <span>
          {common(`department.${decides}`)} <DepartmentMark department={decides} />
        </span>
      </p>
      <Sheets>
        <p data-sentence>
          {signedSentence(speech, by, snapshot, statement)}
          {returnPromise.length > 0
            ? ` ${t('inReturn', { name: speech.nameOf(submitter) })} ${returnPromiseWords(speech, returnPromise)}`
            : ''}
        </p>
      </Sheets>
    </section>
  );
}
