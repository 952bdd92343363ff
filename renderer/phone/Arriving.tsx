import { useEffect, useState } from 'react';
import { WifiOff } from 'lucide-react';
import { useDeviceKeeps, useOpeningPhase } from '../client';
import { LANGUAGES, useT } from '../i18n';
import { changeSettings, useSettings } from '../state/settings';
import { Banner, Button, EmptyState, Progress } from '../ui';
import { Welcome } from '../features/welcome/Welcome';
import styles from './phone.module.css';

/** So long a workspace may take to open before it is said what may be the matter. */
const PATIENCE_MS = 5_000;

/** While the workspace opens; where that takes long, the hint that helps in a room full of networks. */
export function Arriving() {
  const t = useT('phone');
  const frame = useT('frame');
  const phase = useOpeningPhase();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (phase === 'opening' && !isLong)
    return (
      <main className={styles['centre']}>
        <Progress>{frame('opening')}</Progress>
      </main>
    );
  return (
    <main className={styles['centre']}>
      <EmptyState
        icon={<WifiOff size={28} />}
        title={t('unreachable.title')}
        text={t('unreachable.text', { address: location.host })}
        action={<Button onPress={() => location.reload()}>{t('unreachable.again')}</Button>}
      />
    </main>
  );
}

/** Who is new says who he is; the address stands there for whoever has to type it elsewhere. */
export function PhoneWelcome() {
  const frame = useT('frame');
  const keeps = useDeviceKeeps();
  return (
    <>
      {keeps ? null : (
        <Banner tone="danger" title={frame('banner.unkeptTitle')}>
          {frame('banner.unkeptWelcome')}
        </Banner>
      )}
      <Welcome
        corner={
          <>
            <span className={styles['address']}>{location.host}</span>
            <LanguageButton />
          </>
        }
      />
    </>
  );
}

/** Goes over to the other language. */
export function LanguageButton() {
  const frame = useT('frame');
  const now = useSettings((settings) => settings.language);
  const other = LANGUAGES.find((each) => each !== now) ?? now;
  return (
    <Button variant="quiet" onPress={() => changeSettings({ language: other })}>
      {frame(other === 'de' ? 'settings.german' : 'settings.english')}
    </Button>
  );
}
