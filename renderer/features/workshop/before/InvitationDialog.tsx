import type { SessionView } from '../../../../shared/domain/session/session';
import { useBoard, useReach } from '../../../client';
import { useT } from '../../../i18n';
import { hrefOf } from '../../../state/route';
import { Banner, CopyButton, Dialog, TextField, useSpeech } from '../../../ui';
import { useWhen } from '../useWhen';
import styles from '../workshop.module.css';

/** The invitation as a ready text, and the link alone. */
export function InvitationDialog({ view, onClose }: { view: SessionView; onClose: () => void }) {
  const t = useT('workshop');
  const when = useWhen();
  const { nameOf } = useSpeech();
  const items = useBoard(({ agenda }) => agenda.filter(({ session }) => session === view.id));
  const { reach } = useReach();
  const minutes = (count: number) => t('plan.minutes', { count });
  const base = (reach.state === 'open' ? reach.addresses[0] : undefined) ?? window.location.origin;
  const link = `${base}/${hrefOf({ page: 'board', boardId: view.board, view: 'workshop', planId: null })}`;
  const isLocal = /\/\/(localhost|127\.|\[::1\])/.test(link) || !link.startsWith('http');
  const text = [
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
  return (
    <Dialog title={t('invite.heading')} isOpen onClose={onClose}>
      <div className={styles['form']}>
        <p className={styles['quiet']}>{t('invite.lead')}</p>
        {isLocal ? <Banner tone="warning" isBoxed title={t('invite.local')} /> : null}
        <div className={styles['copied']}>
          <TextField label={t('invite.link')} value={link} onChange={() => undefined} isReadOnly />
          <CopyButton text={link} label={t('invite.copyLink')} />
        </div>
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
      </div>
    </Dialog>
  );
}
