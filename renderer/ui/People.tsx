import type { HTMLAttributes } from 'react';
import type { Department } from '../../shared/domain/people';
import { useT } from '../i18n';
import { cx } from './cx';
import styles from './People.module.css';

/** Marketing a blue disc, sales an orange square, everybody else a grey ring. */
export function DepartmentMark({ department, size = 10 }: { department: Department; size?: number }) {
  return (
    <svg
      className={cx(styles['mark'], styles[department])}
      width={size}
      height={size}
      viewBox="0 0 10 10"
      aria-hidden
    >
      {department === 'marketing' ? <circle cx="5" cy="5" r="4.5" fill="currentColor" /> : null}
      {department === 'sales' ? (
        <rect x="0.75" y="0.75" width="8.5" height="8.5" rx="1.5" fill="currentColor" />
      ) : null}
      {department === 'other' ? (
        <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="2" />
      ) : null}
    </svg>
  );
}

/** A department with its mark and its word. */
export function DepartmentName({ department }: { department: Department }) {
  const t = useT('common');
  return (
    <span className={styles['named']}>
      <DepartmentMark department={department} />
      {t(`department.${department}`)}
    </span>
  );
}

export interface AvatarProps {
  readonly name: string;
  readonly department: Department;
  readonly size?: number;
  /** Nothing for screen readers: the name stands beside it. */
  readonly isDecorative?: boolean;
}

const SMALL = 24;

/** Initials in the shape and colour of the department, with its mark; below 24 px one letter, and the shape alone. */
export function Avatar({ isDecorative = false, ...person }: AvatarProps) {
  return isDecorative ? <Face {...person} aria-hidden /> : <NamedFace {...person} />;
}

function NamedFace(person: Omit<AvatarProps, 'isDecorative'>) {
  const t = useT('common');
  const title = `${person.name}, ${t(`department.${person.department}`)}`;
  return <Face {...person} role="img" aria-label={title} title={title} />;
}

type FaceProps = Omit<AvatarProps, 'isDecorative'> &
  Pick<HTMLAttributes<HTMLElement>, 'role' | 'aria-label' | 'aria-hidden' | 'title'>;

function Face({ name, department, size = SMALL, ...attributes }: FaceProps) {
  return (
    <span
      className={cx(styles['avatar'], styles[department])}
      style={{ width: size, height: size }}
      {...attributes}
    >
      {size < SMALL ? firstLetter(name) : initialsOf(name)}
      {size < SMALL ? null : (
        <span className={styles['corner']}>
          <DepartmentMark department={department} size={Math.round(size / 3)} />
        </span>
      )}
    </span>
  );
}

/** Avatar and name in one line. */
export function PersonName({
  name,
  department,
  size = 20,
}: {
  name: string;
  department: Department;
  size?: number;
}) {
  return (
    <span className={styles['person']}>
      <Avatar name={name} department={department} size={size} isDecorative />
      <span className={styles['name']} title={name}>
        {name}
      </span>
    </span>
  );
}

/** Several avatars side by side, as each has letters to be read; from the sixth on a number. */
export function AvatarRow({
  people,
  most = 5,
}: {
  people: readonly (AvatarProps & { id: string })[];
  most?: number;
}) {
  const rest = people.length - most;
  return (
    <span className={styles['row']}>
      {people.slice(0, most).map(({ id, ...person }) => (
        <Avatar key={id} {...person} />
      ))}
      {rest > 0 ? <span className={styles['rest']}>+{rest}</span> : null}
    </span>
  );
}

/** `Anna-Lena Özdemir` → `AÖ`; one letter for one name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters
    .map((word) => firstLetter(word ?? ''))
    .join('')
    .toUpperCase();
}

/** The first letter as a reader sees it, accents and all. */
function firstLetter(word: string): string {
  return /^\P{M}\p{M}*/u.exec(word.trim())?.[0].toUpperCase() ?? '';
}
