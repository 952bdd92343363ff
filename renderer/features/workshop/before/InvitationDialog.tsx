import { useState } from 'react';
import { CalendarPlus } from 'lucide-react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { invitationIcs } from '../../../../shared/export/invitation';
import { exportFile, useBoard, useHostClock, useLinkBase, useReach } from '../../../client';
import { useT } from '../../../i18n';
import { hrefOf } from '../../../state/route';
import { Button, CopyButton, Dialog, QrCode, TextField, useSpeech, useWording } from '../../../ui';
import { whoReaches } from '../logic/reaching';
import { useWhen } from '../useWhen';
import { WhoComes } from './WhoComes';
import styles from '../workshop.module.css';

/** The invitation: who will not get here, then the text, the appointment and the link ([SESSUI-14]). */
export function InvitationDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
  const t = useT('workshop');
  const wording = useWording();
  const { reach } = useReach();
  const hostNow = useHostClock();
  const base = useLinkBase();
  const link = `${base}/${hrefOf({ page: 'board', boardId: view.board, view: 'workshop', planId: null })}`;
  const reaches = reach.state === 'closed' ? 'nobody' : whoReaches(base);
  const text = useInvitation(view, link);
  const [isSaving, setSaving] = useState(false);
  const save = async ({ at, id, rev, title, minutes }: SessionView) => {
    if (at === null) return;
    setSaving(true);
    const content = invitationIcs({ id, revision: rev, title, at, minutes, link, text }, hostNow());
    const blob = new Blob([content], { type: 'text/calendar' });
    const outcome = await exportFile({ title, kind: 'ics', content: blob });
    setSaving(false);
    if (!outcome.ok && outcome.failure.code !== 'cancelled') wording.tell(outcome.failure);
  };
  return (
    <Dialog title={t('invite.heading')} isOpen onClose={onClose}>
      <div className={styles['form']}>
        <p className={styles['quiet']}>{t('invite.lead')}</p>
        {reach.state === 'loading' ? null : (
          <WhoComes
            reaches={reaches}
            runsHere={reach.state === 'closed' || reach.runsHere}
            onElsewhere={onClose}
          />
        )}
        <div className={styles['copied']}>
          <TextField
            label={t('invite.text')}
            value={text}
            onChange={() => undefined}
            isReadOnly
            isMultiline
          />
          <CopyButton text={text} label={t('invite.copyText')} variant="primary" />
        </div>
        <div className={styles['actions']}>
          <Button
            icon={<CalendarPlus size={15} aria-hidden />}
            isDisabled={view.at === null}
            isPending={isSaving}
            onPress={() => void save(view)}
          >
            {t('invite.ics')}
          </Button>
          {view.at === null ? <span className={styles['quiet']}>{t('invite.icsNoDate')}</span> : null}
        </div>
        {reaches === 'nobody' ? null : (
          <div className={styles['newcomers']}>
            <QrCode text={link} label={t('invite.qr')} />
            <div className={styles['words']}>
              <TextField label={t('invite.link')} value={link} onChange={() => undefined} isReadOnly />
              <CopyButton text={link} label={t('invite.copyLink')} />
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** What, when, where, by whom, and the agenda. */
function useInvitation(view: SessionView, link: string): string {
  const t = useT('workshop');
  const when = useWhen();
  const { nameOf } = useSpeech();
  const items = useBoard(({ agenda }) => agenda.filter(({ session }) => session === view.id));
  const minutes = (count: number) => t('plan.minutes', { count });
  return [
    t('invite.message', {
      title: view.title,
      when: when(view.at),
      minutes: minutes(view.minutes),
      link,
      name: nameOf(view.facilitator),
    }),
    ...(items.length === 0
      ? []
      : [
          '',
          t('invite.messageAgenda'),
          ...items.map((item, at) =>
            t('invite.messageItem', {
              number: String(at + 1),
              title: item.title || t('agenda.untitled'),
              minutes: minutes(item.minutes),
            }),
          ),
        ]),
  ].join('\n');
}
