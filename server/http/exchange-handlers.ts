import * as contract from '../../shared/api/contract';
import type { RouteName } from '../../shared/api/routes';
import { readableBoards } from '../board/boards';
import type { CalendarAsked, CalendarFormat } from '../exchange/calendar-files';
import { fileHeaders, json, noContent } from './answers';
import { bodyOf, param, queryOf, type Call, type Handler } from './call';

const TYPES: Readonly<Record<CalendarFormat, string>> = {
  ics: 'text/calendar; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** Calendars as files, and subscriptions to them. */
export const EXCHANGE_HANDLERS = {
  calendarIcs: (call) => ofBoard(call, 'ics'),
  calendarCsv: (call) => ofBoard(call, 'csv'),
  calendarXlsx: (call) => ofBoard(call, 'xlsx'),
  calendarJson: (call) => ofBoard(call, 'json'),
  calendarsIcs: (call) => ofAll(call, 'ics'),
  calendarsCsv: (call) => ofAll(call, 'csv'),
  calendarsXlsx: (call) => ofAll(call, 'xlsx'),
  calendarsJson: (call) => ofAll(call, 'json'),

  feeds: async ({ host, caller }) => json({ feeds: await host.feeds.of(caller.member) }),
  makeFeed: async (call) => {
    const { id, secret } = await call.host.feeds.make(
      call.caller.member,
      await bodyOf(call, contract.feedBody),
    );
    return json({ id, url: `${call.origin()}/feeds/${secret}.ics` }, 201);
  },
  endFeed: async (call) => {
    await call.host.feeds.end(call.caller.member, param(call, 'feed'));
    return noContent();
  },
  feed: async (call) => {
    const read = () => call.host.feeds.read(param(call, 'secret').replace(/\.ics$/, ''));
    // Whoever has no secret to show may not go on guessing.
    const asked = await read().catch(async (error: unknown) => {
      await call.guessed();
      throw error;
    });
    return answer(call, asked, { 'content-type': TYPES.ics });
  },
} as const satisfies Partial<Record<RouteName, Handler>>;

async function ofBoard(call: Call, format: CalendarFormat): Promise<Response> {
  const board = await call.host.workspace.storage.board(param(call, 'board'));
  const boards = board ? [{ id: board.id, title: board.title }] : [];
  return calendar(call, format, boards, board?.title ?? '');
}

async function ofAll(call: Call, format: CalendarFormat): Promise<Response> {
  const boards = await readableBoards(call.host.workspace, call.caller.member);
  return calendar(
    call,
    format,
    boards.map(({ id, title }) => ({ id, title })),
    call.host.workspace.facts.company,
  );
}

async function calendar(
  call: Call,
  format: CalendarFormat,
  boards: readonly { readonly id: string; readonly title: string }[],
  title: string,
): Promise<Response> {
  const asked = queryOf(call, contract.calendarQuery);
  const headers = fileHeaders(TYPES[format], `${title || 'Handschlag'}.${format}`);
  return answer(call, { boards, title, format, ...asked }, headers);
}

/** A file that its asker may keep, if he asks each time whether it is still the same. */
async function answer(
  { ifNoneMatch, host: { calendars } }: Call,
  asked: CalendarAsked,
  headers: Record<string, string>,
): Promise<Response> {
  const isHis = (etag: string) =>
    ifNoneMatch?.split(',').some((known) => known.trim().replace(/^W\//, '') === etag) ?? false;
  const withTag = (etag: string) => ({ ...headers, 'cache-control': 'private, no-cache', etag });
  const known = ifNoneMatch === null ? null : await calendars.etagOf(asked);
  if (known !== null && isHis(known)) return new Response(null, { status: 304, headers: withTag(known) });
  const { pieces, size, etag } = await calendars.file(asked);
  return isHis(etag)
    ? new Response(null, { status: 304, headers: withTag(etag) })
    : new Response(sent(pieces), {
        headers: { ...withTag(etag), 'content-length': String(size) },
      });
}

/** The pieces one by one, as fast as they are taken. */
function sent(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream({
    pull: (to) => {
      const piece = pieces[next++];
      if (piece) to.enqueue(piece);
      else to.close();
    },
  });
}
