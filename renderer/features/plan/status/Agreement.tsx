import type { Agreement as AgreementInForce } from '../../../../shared/domain/history';
import { promiseWords, returnPromiseWords, takesNote, useFormat } from '../../../i18n';
import { useSpeech } from '../plan-context';
import { Handshake } from './Handshake';
import styles from './status.module.css';

/** What both sides gave each other: promise and return promise, who and when. */
export function Agreement({ planId, agreement }: { planId: string; agreement: AgreementInForce }) {
  const speech = useSpeech();
  const format = useFormat();
  const { t, nameOf } = speech;
  const { approvals, submittedBy } = agreement;
  const isNoted = takesNote(agreement.snapshot);
  const promised = approvals.flatMap(({ promise }) => (promise ? [promiseWords(speech, promise)] : []));
  return (
    <div className={styles['agreement']}>
      <Handshake planId={planId} seq={agreement.seq} isNoted={isNoted} />
      <div>
        {promised.map((sentence, index) => (
          <p key={index}>{sentence}</p>
        ))}
        {agreement.returnPromises.length > 0 ? (
          <p>
            {t('inReturn', { name: nameOf(submittedBy) })}{' '}
            {returnPromiseWords(speech, agreement.returnPromises)}
          </p>
        ) : null}
        <p className={styles['quiet']}>
          {t(isNoted ? 'agreedBy-note' : 'agreedBy', {
            names: format.list([submittedBy, ...approvals.map(({ by }) => by)].map(nameOf)),
            when: format.instant(agreement.at),
          })}
        </p>
      </div>
    </div>
  );
}
