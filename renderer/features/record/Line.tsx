import type { ReactNode } from 'react';
import { Handshake, TriangleAlert } from 'lucide-react';
import type { Policy } from '../../../shared/domain/record';
import { memberName, useWorkspace } from '../../client';
import { signedSentence, takesNote, useFormat, useT } from '../../i18n';
import { hrefOf } from '../../state/route';
import { Avatar, useSpeech } from '../../ui';
import { About, Changes, WholeVersion } from './Changes';
import type { RecordLine } from './logic/lines';
import styles from './line.module.css';

/** Deeds that have other words where marketing takes note of what sales does. */
const NOTED: ReadonlySet<string> = new Set(['submitted', 'resubmitted', 'approve', 'decline-new', 'retract']);

interface LineProps {
  readonly boardId: string;
  readonly line: RecordLine;
  /** The first entry that cannot be trusted. */
  readonly isFault: boolean;
  /** On paper nothing can be unfolded: what was submitted stands there, and nothing twice. */
  readonly isPrinted?: boolean;
}

/** One entry: what was done as a sentence, and below it what it changed, said and promised. */
export function Line({ boardId, line, isFault, isPrinted = false }: LineProps) {
  const t = useT('record');
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const member = members.get(line.by);
  const name = line.by === 'host' ? t('host') : memberName(members, line.by);
  const isSubmission = line.deed === 'submitted' || line.deed === 'resubmitted';
  const isNoted = line.signed !== null && takesNote(line.signed.plan);
  const deed = isNoted && NOTED.has(line.deed) ? (`${line.deed}-note` as 'approve-note') : line.deed;
  const speech = useSpeech();
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
          <strong dir="auto">{name}</strong> {t.rich(`did.${deed}`, { title, plan })}
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
            {t(isNoted ? 'agreedHere-note' : 'agreedHere', { title })}
          </p>
        ) : null}
        {line.signed ? (
          <blockquote className={styles['note']} data-sentence>
            {signedSentence(speech, line.by, line.signed.plan, line.signed.statement)}
          </blockquote>
        ) : null}
        {line.policy ? <PolicyText policy={line.policy} /> : null}
        {isSubmission && line.changes ? <Changes line={line} changes={line.changes} /> : null}
        {isSubmission && line.snapshot ? (
          <WholeVersion material={line.snapshot} isOpen={isPrinted} />
        ) : isPrinted ? null : (
          <About line={line} />
        )}
      </div>
      <p className={styles['when']}>
        <time dateTime={line.at}>{format.time(line.at)}</time>
        <span>{t('seq', { seq: String(line.seq) })}</span>
      </p>
    </li>
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
