import { useState, type ReactNode } from 'react';
import { CircleHelp, PhoneCall, ShieldAlert, ShieldCheck } from 'lucide-react';
import { trustLink, useHostTrust, type Failure } from '../../client';
import { useT } from '../../i18n';
import { Banner, TextField, useWording } from '../../ui';
import styles from './trust.module.css';

/** Another host answers at this address: what happened, what is safe, what to do ([TLS-30]). */
export function Explanation() {
  const t = useT('trust');
  const { who, address } = useHostTrust();
  const kind = who === 'plain' ? 'plain' : 'other';
  return (
    <ul className={styles['points']}>
      <Point icon={<ShieldAlert size={18} aria-hidden />} title={t('happened')}>
        {t(`happenedText.${kind}`, { address })}
      </Point>
      <Point icon={<ShieldCheck size={18} aria-hidden />} title={t('safe')}>
        {t('safeText')}
      </Point>
      <Point icon={<CircleHelp size={18} aria-hidden />} title={t('why')}>
        {t(`whyText.${kind}`)}
      </Point>
      <Point icon={<PhoneCall size={18} aria-hidden />} title={t('todo')}>
        {t('todoText')}
      </Point>
    </ul>
  );
}

function Point({ icon, title, children }: { icon: ReactNode; title: string; children: string }) {
  return (
    <li>
      {icon}
      <div>
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
    </li>
  );
}

/** Continues with a new link, which somebody sends after the certificate was changed. */
export function useNewLink() {
  const t = useT('trust');
  const wording = useWording();
  const [link, setLink] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const words = failure && wording.failure(failure);

  const submit = async () => {
    setBusy(true);
    setFailure(null);
    const outcome = await trustLink(link.trim());
    setBusy(false);
    if (!outcome.ok) setFailure(outcome.failure);
  };
  return {
    isBusy,
    isReady: link.trim() !== '',
    submit,
    field: (
      <>
        <TextField
          label={t('link')}
          hint={t('linkHint')}
          type="url"
          value={link}
          onChange={setLink}
          isDisabled={isBusy}
        />
        {words ? (
          <Banner tone="danger" title={words.title} isBoxed>
            {words.text}
          </Banner>
        ) : null}
      </>
    ),
  };
}
