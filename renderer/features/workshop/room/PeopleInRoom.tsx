import { UserRoundX, Users } from 'lucide-react';
import { DEPARTMENTS } from '../../../../shared/domain/people';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useBoard } from '../../../client';
import { useT } from '../../../i18n';
import { Button, DepartmentMark, PersonName, Popover } from '../../../ui';
import { countByDepartment } from '../logic/offers';
import styles from '../workshop.module.css';

/** Who is there, as a count a department; names when somebody asks. */
export function PeopleInRoom({ seated }: Pick<SessionView, 'seated'>) {
  const t = useT('workshop');
  const common = useT('common');
  const people = useBoard((board) => board.people);
  const counts = countByDepartment(people);
  const members = [...new Map(people.map((person) => [person.memberId, person])).values()];
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
        {members.map(({ memberId, name, department }) => (
          <li key={memberId}>
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
