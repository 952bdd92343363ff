import { useEffect } from 'react';
import { listed } from '../../shared/domain/text/typed-text';

/** What the window is called, by the system and by screen readers: what it shows comes first. */
export function usePageTitle(...parts: readonly string[]): void {
  const title = listed(parts.filter(Boolean), ' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
