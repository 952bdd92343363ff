import { calendarQuery } from '../../shared/api/contract';
import { calendarOf } from '../../shared/domain/calendar';
import { calendarCsv, calendarIcs, calendarJson, type ExportContext } from '../../shared/export';
import { dayOf, instantOf } from '../base/ports';
import type { BoardRoom } from '../board/board-room';
import { download, json } from './answers';
import { queryOf, type Call } from './call';

/** The calendar of a board as a file; the agreed one is made of the record alone. */
export async function exportCalendar(
  call: Call,
  room: BoardRoom,
  format: 'ics' | 'csv' | 'json',
): Promise<Response> {
  const { scope, lang } = queryOf(call, calendarQuery);
  const { workspace } = call.host;
  const { clock } = workspace.ports;
  const items = calendarOf(room.document.plans(), room.record.entries, scope, dayOf(clock));
  const names = new Map((await workspace.storage.members()).map(({ id, name }) => [id, name]));
  const context: ExportContext = {
    board: { id: room.board.id, title: room.board.title },
    company: workspace.facts.company,
    lang,
    scope,
    memberName: (id) => names.get(id) ?? '',
    now: instantOf(clock),
  };
  const name = `${room.board.title}.${format}`;
  if (format === 'ics') return download(calendarIcs(items, context), 'text/calendar; charset=utf-8', name);
  if (format === 'csv') return download(calendarCsv(items, context), 'text/csv; charset=utf-8', name);
  return json(calendarJson(items, context));
}
