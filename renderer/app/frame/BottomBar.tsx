import { Link } from 'react-aria-components';
import { useT } from '../../i18n';
import type { Route } from '../../state/route';
import { usePlaces } from '../places';
import { Count } from './Rail';
import styles from './Rail.module.css';

/** The rail of a narrow window. */
export function BottomBar({ route }: { route: Route }) {
  const t = useT('frame');
  const places = usePlaces(route);
  return (
    <nav aria-label={t('navigation')} className={styles['bottom']}>
      {places.map((place) => (
        <Link
          key={place.id}
          className={styles['tab'] ?? ''}
          isDisabled={place.href === null}
          {...(place.href === null ? {} : { href: place.href })}
          {...(place.isCurrent ? { 'aria-current': 'page' } : {})}
        >
          <place.icon size={18} aria-hidden />
          <span>{t(`short.${place.id}`)}</span>
          {place.count > 0 ? <Count value={place.count} /> : null}
        </Link>
      ))}
    </nav>
  );
}
