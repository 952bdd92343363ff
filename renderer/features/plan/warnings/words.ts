import { holidayName } from '../../../../shared/domain/days/holidays';
import type { Warning } from '../../../../shared/domain/warnings/warnings';
import { memberName, useBoard, useWorkspace } from '../../../client';
import { useFormat, useT } from '../../../i18n';

/** A warning as one sentence, with the way out. */
export function useWarningWords(): (warning: Warning) => string {
  const t = useT('days');
  const common = useT('common');
  const format = useFormat();
  const boardId = useBoard((board) => board.boardId);
  const boards = useWorkspace((workspace) => workspace.boards);
  const members = useWorkspace((workspace) => workspace.members);
  const next = (day: string | null) =>
    ({ hasNext: day === null ? 'no' : 'yes', next: day === null ? '' : format.date(day) }) as const;
  return (warning) => {
    switch (warning.kind) {
      case 'same-audience':
        return t('warning.same-audience', {
          title: warning.title === '' ? common('untitled') : warning.title,
          where: warning.board === boardId ? 'here' : 'elsewhere',
          board: boards.find(({ id }) => id === warning.board)?.title ?? '',
          days: format.dateRange(warning.both.from, warning.both.to),
        });
      case 'over-capacity':
        return t('warning.over-capacity', {
          monday: format.date(warning.monday),
          name: memberName(members, warning.owner),
          calls: warning.calls,
          capacity: warning.capacity,
        });
      case 'lead-time': {
        const { days, leadTimeDays: lead } = warning;
        const earliest = format.date(warning.earliest);
        return days < 0
          ? t('warning.leadGone', { lead, earliest })
          : t('warning.lead-time', { days, lead, earliest });
      }
      case 'holiday':
        return t('warning.holiday', {
          holiday: format.list([
            ...new Set(warning.holidays.map(({ holiday }) => holidayName(holiday.name, format.language))),
          ]),
          regions: format.list(
            warning.holidays.map(({ region, holiday: { inParts, fromNoon } }) =>
              t('place', { region, parts: inParts ? 'yes' : 'no', noon: fromNoon ? 'yes' : 'no' }),
            ),
          ),
          ...next(warning.next),
        });
      case 'period': {
        const { title, kind, from, to, by } = warning.period;
        const days = format.dateRange(from, to);
        const name = memberName(members, by);
        return t('warning.period', { title, kind: t(`kind.${kind}`), days, name, ...next(warning.next) });
      }
      case 'over-frame':
        return t('warning.over-frame', {
          from: format.date(warning.from),
          over: format.money(warning.overMinor, warning.currency),
          amount: format.money(warning.amountMinor, warning.currency),
        });
    }
  };
}
