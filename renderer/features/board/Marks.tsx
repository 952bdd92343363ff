import { SearchCheck } from 'lucide-react';
import { listed, shown } from '../../../shared/domain/text/typed-text';
import { memberName, useBoard, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import type { Place } from './logic/search';
import styles from './Marks.module.css';

/** The first tags of a plan, and how many more there are; pointing at them names them all. */
export function Tags({ tags, most }: { tags: readonly string[]; most: number }) {
  const t = useT('board');
  const more = tags.length - most;
  return (
    <span className={styles['tags']} title={listed(tags)}>
      <span className={styles['spoken']}>{t('tags', { tags: listed(tags) })}</span>
      {tags.slice(0, most).map((tag) => (
        <span key={tag} className={styles['tag']} aria-hidden>
          {shown(tag)}
        </span>
      ))}
      {more > 0 ? (
        <span className={styles['more']} aria-hidden>
          +{more}
        </span>
      ) : null}
    </span>
  );
}

/** Something is new in a plan since whoever looks had it before his eyes. */
export function NewsMark() {
  const t = useT('board');
  return <span className={styles['news']} role="img" aria-label={t('news.mark')} title={t('news.mark')} />;
}

/** Where a search found a plan, when its title does not show it: the place, and below it the words, however long the place is. */
export function FoundIn({ place }: { place: Place }) {
  const where = useWhere(place);
  return (
    <span className={styles['found']} title={`${where}: ${place.text}`}>
      <SearchCheck size={13} aria-hidden />
      <span className={styles['foundWords']}>
        <span>{where}</span>
        <span className={styles['spoken']}>: </span>
        <span>{shown(place.text)}</span>
      </span>
    </span>
  );
}

function useWhere(place: Place): string {
  const t = useT('board');
  const common = useT('common');
  const owners = useBoard((state) => state.owners);
  const members = useWorkspace((state) => state.members);
  if (place.where !== 'comment') return t('found.field', { field: common(`field.${place.where}`) });
  // Who wrote a comment is known by whose client made it, not by what it says.
  const author = owners.get(place.comment.clientId);
  return t('found.comment', { name: memberName(members, author ?? '') });
}
