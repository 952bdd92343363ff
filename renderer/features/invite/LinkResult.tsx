import { useState } from 'react';
import { useT } from '../../i18n';
import { Banner, CopyButton, QrCode, Select, TextField } from '../../ui';
import { isLoopback, onBase } from './logic/link';
import styles from './invite.module.css';

export interface MadeLink {
  readonly link: string;
  readonly expiresAt: string;
}

/** Why a link leads to this machine only: its owner left it so, no network, or the browser's own address. */
export type OnlyHere = 'closed' | 'no-network' | 'browser';

export interface LinkResultProps {
  readonly made: MadeLink;
  /** Where others reach the host, best first; empty: the link's own address. */
  readonly addresses: readonly string[];
  readonly onlyHere: OnlyHere;
  /** For whom and how long it is valid. */
  readonly terms: string;
  /** What can go wrong with it. */
  readonly warning: string;
  readonly messageFor: (link: string) => string;
  /** Shows it for a camera too: the person stands here, phone in hand. */
  readonly hasQr?: boolean;
}

/** A finished link: to copy alone, or in a message that is ready to be sent. */
export function LinkResult({
  made,
  addresses,
  onlyHere,
  terms,
  warning,
  messageFor,
  hasQr = false,
}: LinkResultProps) {
  const t = useT('invite');
  const [address, setAddress] = useState(addresses[0] ?? null);
  const link = address === null ? made.link : onBase(made.link, address);
  const message = messageFor(link);
  return (
    <>
      {isLoopback(link) ? (
        <Banner tone="warning" isBoxed>
          {t(`link.onlyHere.${onlyHere}`)}
        </Banner>
      ) : null}
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
