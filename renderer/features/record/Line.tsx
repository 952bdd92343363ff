import type { ReactNode } from 'react';
import { Handshake, TriangleAlert } from 'lucide-react';
import type { Policy } from '../../../shared/domain/record';
import { memberName, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { Avatar } from '../../ui';
import { About, Changes, WholeVersion } from './Changes';
import type { RecordLine } from './logic/lines';
import styles from './line.module.css';

interface LineProps {
  readonly boardId: string;
  readonly line: RecordLine;
  /** The first entry that cannot be trusted. */
  readonly isFault: boolean;
}

/** One entry: what was done as a sentence, and below it what it changed, said and promised. */
export function Line({ boardId, line, isFault }: LineProps) {
  const t = useT('record');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const member = members.get(line.by);
  const name = line.by === 'host' ? t('host') : memberName(members, line.by);
  const isSubmission = line.deed === 'submitted' || line.deed === 'resubmitted';
  const title = line.title || common('untitled');
  const plan = (words: ReactNode) =>
    line.planId === null ? (
      words
    ) : (
      <a href={hrefOf({ page: 'board', boardId, view: 'record', planId: line.planId })}>{words}</a>
    );
  return (
    <li className={styles['line']} data-fault={isFault || undefined}>
      <span className={styles['who']}>
        <Avatar name={name} department={member?.department ?? 'other'} isDecorative />
      </span>
      <div className={styles['what']}>
        <p className={styles['deed']}>
          <strong>{name}</strong> {t.rich(`did.${line.deed}`, { title, plan })}
          {line.version === null ? null : (
            <span className={styles['version']}>{t('version', { version: String(line.version) })}</span>
          )}
        </p>
        {isFault ? (
          <p className={styles['broken']}>
            <TriangleAlert size={14} aria-hidden />
            {t('fault.here')}
          </p>
        ) : null}
        {line.makesAgreement ? (
          <p className={styles['agreed']}>
            <Handshake size={15} aria-hidden />
            {t('agreedHere', { title })}
          </p>
        ) : null}
        {line.note ? <blockquote className={styles['note']}>{line.note}</blockquote> : null}
        <Promises line={line} />
        {line.policy ? <PolicyText policy={line.policy} /> : null}
        {isSubmission && line.changes ? <Changes line={line} changes={line.changes} /> : null}
        {isSubmission && line.snapshot ? <WholeVersion material={line.snapshot} /> : <About line={line} />}
      </div>
      <p className={styles['when']}>
        <time dateTime={line.at}>{format.time(line.at)}</time>
        <span>{t('seq', { seq: String(line.seq) })}</span>
      </p>
    </li>
  );
}

function Promises({ line: { promise, returnPromises } }: { line: RecordLine }) {
  const t = useT('record');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  if (!promise && returnPromises.length === 0) return null;
  return (
    <dl className={styles['promises']}>
      {promise ? (
        <div>
          <dt>{t('promiseLabel')}</dt>
          <dd>
            {t('promise', {
              who: memberName(members, promise.ownerId),
              days: promise.days,
              share: format.percent(promise.callShare),
              capacity: promise.capacityPerWeek,
            })}
          </dd>
        </div>
      ) : null}
      {returnPromises.map(({ what, text, dueOn }, index) => (
        <div key={index}>
          <dt>{t('returnLabel')}</dt>
          <dd>
            {t('return', { what: t(`returnKind.${what}`), text: text || 'none', due: format.date(dueOn) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function PolicyText({ policy }: { policy: Policy }) {
  const t = useT('record');
  const { approvals, leadTimeDays, promiseRequired, encryptedOnly } = policy;
  return (
    <p className={styles['policy']}>
      {t('policy', {
        approvals,
        days: leadTimeDays,
        promise: promiseRequired ? 'yes' : 'no',
        encrypted: encryptedOnly ? 'yes' : 'no',
      })}
    </p>
  );
}
