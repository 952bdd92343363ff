import { z } from 'zod';
import * as contract from '../../shared/api/contract';
import type { RouteName } from '../../shared/api/routes';
import type { StatementKind } from '../../shared/domain/record';
import { parseRoom, roomName } from '../../shared/sync/rooms';
import { boardView, mayRead, readableBoard } from '../board/boards';
import { memberView } from '../people/members';
import { dayOf } from '../base/ports';
import { ProblemError } from '../base/problem';
import type { RecordKeeper } from '../record/keeper';
import { json } from './answers';
import { BACKUP_HANDLERS } from './backup-handlers';
import { bodyOf, param, queryOf, type Call, type Handler } from './call';
import { exportCalendar } from './calendar';
import { PEOPLE_HANDLERS } from './people-handlers';
import { planView, planViews } from './plans';

const sinceQuery = z.object({ since: z.coerce.number().int().min(0).default(0) });

/** What each route does once its caller is admitted. */
export const HANDLERS: Record<RouteName, Handler> = {
  health: async ({ health }) => {
    await health.check();
    return json({ ok: true });
  },
  metrics: async ({ metrics }) => {
    const { type, text } = await metrics.page();
    return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
  },
  ...PEOPLE_HANDLERS,
  ticket,

  me: async ({ host, caller, loopback, secure, isExample }) => {
    const { company, epoch } = host.workspace.facts;
    return json({
      ...memberView(caller.member),
      deviceId: caller.device.id,
      company,
      epoch,
      insecure: !secure,
      example: isExample && loopback,
    });
  },
  waiting: async ({ host, caller }) => json({ plans: await host.waiting.of(caller.member) }),
  boards: async ({ host, caller }) => {
    const boards = await host.workspace.storage.boards();
    return json({ boards: boards.filter(({ id }) => mayRead(caller.member, id)).map(boardView) });
  },
  createBoard: async (call) => {
    const { title } = await bodyOf(call, contract.boardBody);
    const board = await call.host.createBoard(title, call.caller.member.id);
    return json(boardView(board), 201);
  },
  patchBoard: async (call) => {
    const patch = await bodyOf(call, contract.boardPatch);
    const { host, caller, secure } = call;
    return json(boardView(await host.patchBoard(param(call, 'board'), patch, caller.member.id, secure)));
  },
  plans: async (call) => json({ plans: planViews(await roomOf(call), todayOf(call)) }),
  plan: async (call) => {
    const view = planView(await roomOf(call), param(call, 'plan'), todayOf(call));
    if (!view) throw new ProblemError('not-found', 'there is no such plan');
    return json(view);
  },

  submit: statementHandler('plan-submitted'),
  decide: statementHandler('decision'),
  launch: statementHandler('launched'),
  close: statementHandler('closed'),
  withdraw: statementHandler('withdrawn'),

  ...BACKUP_HANDLERS,

  workspaceRecord: async (call) => recordAnswer(call, call.host.workspace.record),
  boardRecord: async (call) => recordAnswer(call, (await roomOf(call)).record),
  verifyWorkspace: async (call) => verifyAnswer(call, call.host.workspace.record),
  verifyBoard: async (call) => verifyAnswer(call, (await roomOf(call)).record),

  calendarIcs: async (call) => exportCalendar(call, await roomOf(call), 'ics'),
  calendarCsv: async (call) => exportCalendar(call, await roomOf(call), 'csv'),
  calendarJson: async (call) => exportCalendar(call, await roomOf(call), 'json'),
};

function statementHandler(kind: StatementKind): Handler {
  return async (call) => {
    const state = async () => {
      const signed = await bodyOf(call, contract.statementBody);
      return call.host.state(call, param(call, 'board'), param(call, 'plan'), kind, signed);
    };
    const entry = await state().catch((error: unknown) => {
      call.metrics.stated(kind, error instanceof ProblemError ? error.code : 'failed');
      throw error;
    });
    call.metrics.stated(kind, 'taken');
    return json({ entry }, 201);
  };
}

async function ticket(call: Call): Promise<Response> {
  const { room: name, epoch } = await bodyOf(call, contract.ticketBody);
  const { workspace, tickets } = call.host;
  const room = parseRoom(name);
  if (!room) throw new ProblemError('not-found', 'there is no such room');
  if (room.kind === 'board') await readableBoard(workspace, call.caller.member, room.board);
  const current = workspace.facts.epoch;
  if (epoch !== undefined && epoch !== current)
    throw new ProblemError('old-epoch', 'the workspace was restored; load afresh', { epoch: current });
  return json(tickets.issue(call.caller, roomName(room), current), 201);
}

function recordAnswer(call: Call, record: RecordKeeper): Response {
  const { since } = queryOf(call, sinceQuery);
  return json({ entries: record.entries.slice(since), head: record.head.hash });
}

async function verifyAnswer({ host }: Call, record: RecordKeeper): Promise<Response> {
  const { seq: size, hash: head } = record.head;
  const fault = await host.workspace.audit.faultOf(record);
  return json({ ok: fault === null, size, head, ...(fault ? { fault } : {}) });
}

function todayOf({ host }: Call): string {
  return dayOf(host.workspace.ports.clock);
}

function roomOf(call: Call) {
  return call.host.room(param(call, 'board'));
}
