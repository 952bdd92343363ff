import { UserRoundX, Users } from 'lucide-react';
import { DEPARTMENTS } from '../../../../shared/domain/people';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useBoard, useWorkspace } from '../../../client';
import { useT } from '../../../i18n';
import { Button, DepartmentMark, PersonName, Popover } from '../../../ui';
import { countByDepartment, whoIsThere } from '../logic/offers';
import styles from '../workshop.module.css';

/** Who is there with whatever device, as a count a department; names when somebody asks. */
export function PeopleInRoom({ present, seated }: Pick<SessionView, 'present' | 'seated'>) {
  const t = useT('workshop');
  const common = useT('common');
  const atBoard = useBoard((board) => board.people);
  const known = useWorkspace((workspace) => workspace.members);
  const people = whoIsThere(atBoard, present, known);
  const counts = countByDepartment(people);
  const shown = DEPARTMENTS.filter((department) => counts.has(department));
  return (
    <Popover
      label={t('people.label')}
      placement="bottom end"
      trigger={
        <Button size="small" variant="quiet" icon={<Users size={15} aria-hidden />}>
          <span className={styles['spoken']}>{t('people.label')}</span>
          {shown.map((department) => (
            <span key={department} className={styles['count']}>
              <DepartmentMark department={department} />
              <span className={styles['spoken']}>{common(`department.${department}`)}</span>
              {counts.get(department)}
            </span>
          ))}
          {seated.length === 0 ? null : (
            <span className={styles['count']}>
              <UserRoundX size={14} aria-hidden />
              <span className={styles['spoken']}>{t('seats.without')}</span>
              {seated.length}
            </span>
          )}
        </Button>
      }
    >
      <ul className={styles['names']}>
        {people.map(({ id, name, department }) => (
          <li key={id}>
            <PersonName name={name} department={department} />
          </li>
        ))}
        {seated.map(({ id, name }) => (
          <li key={id}>{t('seats.person', { name })}</li>
        ))}
      </ul>
    </Popover>
  );
}
