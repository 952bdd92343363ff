import { useState } from 'react';
import { useT } from '../../i18n';
import { Banner, Button, CopyButton, QrCode, Select, TextField } from '../../ui';
import { isLoopback, onBase } from './logic/link';
import styles from './invite.module.css';

export interface MadeLink {
  readonly link: string;
  readonly expiresAt: string;
}

/** Why a link works on this machine only: its owner chose so, there is no network, or this page's address is local. */
export type OnlyHere = 'closed' | 'no-network' | 'browser';

/** How others reach the host that a link leads to. */
export interface Reached {
  /** Best first; empty: the link's own address. */
  readonly addresses: readonly string[];
  /** Fingerprint of the host's own certificate, as far as this app knows it. */
  readonly cert: string | null;
  readonly onlyHere: OnlyHere;
  /** Lets other machines connect. Resolves to whether that worked. */
  readonly open: () => Promise<boolean>;
}

export interface LinkResultProps {
  readonly made: MadeLink;
  readonly reached: Reached;
  /** For whom and how long it is valid. */
  readonly terms: string;
  /** What can go wrong with it. */
  readonly warning: string;
  readonly messageFor: (link: string) => string;
  /** Also shows a QR code, for a phone that is at hand. */
  readonly hasQr?: boolean;
}

/** A finished link: to copy alone, or in a message that is ready to be sent. */
export function LinkResult({ made, reached, terms, warning, messageFor, hasQr = false }: LinkResultProps) {
  const t = useT('invite');
  const { addresses, cert } = reached;
  const [chosen, setAddress] = useState<string | null>(null);
  const address = chosen ?? addresses[0] ?? null;
  const link = address === null ? made.link : onBase(made.link, address, cert);
  const message = messageFor(link);
  return (
    <>
      {isLoopback(link) ? <OnlyThisMachine {...reached} /> : null}
      <div className={styles['link']}>
        <TextField label={t('link.label')} value={link} onChange={() => undefined} isReadOnly hint={terms} />
        <CopyButton text={link} label={t('link.copy')} />
      </div>
      {addresses.length > 1 ? (
        <Select
          label={t('link.address')}
          hint={t('link.addressHint')}
          options={addresses.map((each) => ({ id: each, label: each }))}
          value={address}
          onChange={setAddress}
        />
      ) : null}
      {hasQr && !isLoopback(link) ? (
        <div className={styles['qr']}>
          <QrCode text={link} label={t('link.qr')} />
          <p className={styles['quiet']}>{t('link.qrHint')}</p>
        </div>
      ) : null}
      <div className={styles['message']}>
        <TextField
          label={t('link.message')}
          value={message}
          onChange={() => undefined}
          isReadOnly
          isMultiline
        />
        <CopyButton text={message} label={t('link.copyMessage')} />
      </div>
      <p className={styles['quiet']}>{warning}</p>
    </>
  );
}

/** A link that nobody else could open: why, and the remedy where there is one ([INVITE-6]). */
function OnlyThisMachine({ onlyHere, open }: Reached) {
  const t = useT('invite');
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const press = async () => {
    setBusy(true);
    setFailed(!(await open()));
    setBusy(false);
  };
  return (
    <Banner
      tone={hasFailed ? 'danger' : 'warning'}
      isBoxed
      title={t(`link.onlyHere.${onlyHere}`)}
      action={
        onlyHere === 'closed' ? (
          <Button size="small" isPending={isBusy} onPress={() => void press()}>
            {t('network.openNow')}
          </Button>
        ) : null
      }
    >
      {hasFailed ? t('network.failed') : t(`link.onlyHereText.${onlyHere}`)}
    </Banner>
  );
}
