import { useBoard, useWorkspace, type PlanRow } from '../../client';
import { listed } from '../../../shared/domain/text/typed-text';
import { useRoute } from '../../state/route';
import { useT } from '../../i18n';
import { Printed, softHyphens, stateWord, useTurnWords, wrappableDays } from '../../ui';
import { useListWords, type ListWords } from './CellContent';
import {
  budgetText,
  departmentOfRow,
  kindOf,
  ownerOf,
  runText,
  tagsOf,
  textOf,
  titleOf,
} from './logic/values';
import { useBudgetSum } from './useRows';
import styles from './PrintedList.module.css';

interface Props {
  readonly rows: readonly PlanRow[];
  /** How many there would be without search and filters. */
  readonly all: number;
}

/** The board on paper: every row, however few of them the screen holds. With a plan open, the plan is what is printed. */
export function PrintedList({ rows, all }: Props) {
  const t = useT('board');
  const boardId = useBoard((state) => state.boardId);
  const title = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  const company = useWorkspace((state) => state.company);
  const route = useRoute();
  if (route.page === 'board' && route.planId !== null) return null;
  const count =
    rows.length < all ? t('shown', { shown: rows.length, all }) : t('columnCount', { count: rows.length });
  return (
    <Printed title={title} facts={[company, count]}>
      {() => <Table rows={rows} />}
    </Printed>
  );
}

/** Made only for paper: what it reads of all plans would else be read again with each letter that somebody types. */
function Table({ rows }: Pick<Props, 'rows'>) {
  const words = useListWords();
  const { board: t, common } = words;
  const sum = useBudgetSum(rows);
  const members = useWorkspace((state) => state.members);
  const turnOf = useTurnWords(
    useBoard((state) => state.boardId),
    'anybody',
  );
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th className={styles['title']}>{t('list.title')}</th>
          <th>{t('list.state')}</th>
          <th>
            {t('list.start')}, {t('list.end')}
          </th>
          <th className={styles['number']}>{t('list.budgetMinor')}</th>
          <th className={styles['number']}>{t('list.expectedEnquiries')}</th>
          <th>{t('list.ownerId')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <strong>{softHyphens(titleOf(row, common('untitled')))}</strong>
              <br />
              {softHyphens(listed([common(`kind.${kindOf(row)}`), ...tagsOf(row)]))}
              {turnOf(row) === '' ? null : <div>{softHyphens(turnOf(row))}</div>}
            </td>
            <td>{stateWord(common, row.status.state, departmentOfRow(row))}</td>
            <td>{wrappableDays(runText(row, words.format))}</td>
            <td className={styles['number']}>{budgetText(row, words.format, 'always')}</td>
            <td className={styles['number']}>{enquiries(row, words)}</td>
            <td>{members.get(ownerOf(row) ?? '')?.name ?? common('nobody')}</td>
          </tr>
        ))}
      </tbody>
      {sum === '' ? null : (
        <tbody>
          <tr>
            <td colSpan={6}>{sum}</td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

function enquiries(row: PlanRow, { format }: ListWords): string {
  const value = row.json['expectedEnquiries'];
  return typeof value === 'number' ? format.number(value) : textOf(value);
}
