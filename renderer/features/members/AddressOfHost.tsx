import { addressOf, useReach } from '../../client';
import { useT } from '../../i18n';
import { CopyButton } from '../../ui';
import styles from './members.module.css';

/** Where members find the workspace who are members already; a browser has it in its address bar. */
export function AddressOfHost() {
  const t = useT('members');
  const { reach } = useReach();
  const address = addressOf(reach);
  if (reach.state !== 'closed' && address === null) return null;
  return (
    <section className={styles['devices']} aria-label={t('address.title')}>
      <h2 className={styles['subheading']}>{t('address.title')}</h2>
      <p className={styles['quiet']}>{t(address === null ? 'address.closed' : 'address.text')}</p>
      {address === null ? null : (
        <>
          <p className={styles['address']}>{address}</p>
          <CopyButton text={address} label={t('address.copy')} />
        </>
      )}
    </section>
  );
}
