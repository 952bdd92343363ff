import { Button } from 'react-aria-components';
import { useBoard, type Person } from '../../client';
import { useFormat, useT } from '../../i18n';
import { AvatarRow, Tooltip } from '../../ui';
import styles from './Frame.module.css';

/** Who else is on the board; each member once, however many windows they have open. */
export function PeopleHere() {
  const t = useT('frame');
  const format = useFormat();
  const people = useBoard((state) => state.people);
  const others = othersOf(people);
  const text = t('here', { count: others.length, names: format.list(others.map((person) => person.name)) });
  if (others.length === 0) return null;
  return (
    <Tooltip text={text}>
      <Button className={styles['saved'] ?? ''}>
        <span className={styles['spoken']}>{text}</span>
        <AvatarRow
          most={4}
          people={others.map(({ memberId, name, department }) => ({
            id: memberId,
            name,
            department,
            isDecorative: true,
          }))}
        />
      </Button>
    </Tooltip>
  );
}

function othersOf(people: readonly Person[]): readonly Person[] {
  const mine = new Set(people.filter((person) => person.me).map((person) => person.memberId));
  const others = new Map<string, Person>();
  for (const person of people) if (!mine.has(person.memberId)) others.set(person.memberId, person);
  return [...others.values()];
}
