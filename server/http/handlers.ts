import { z } from 'zod';
import * as contract from '../../shared/api/contract';
import type { RouteName } from '../../shared/api/routes';
import type { StatementKind } from '../../shared/domain/record';
import type { BoardRoom } from '../board/board-room';
import { boardView, mayRead } from '../board/boards';
import { memberView } from '../people/members';
import { dayOf, zoneOf } from '../base/ports';
import type { StoredBoard } from '../storage/storage';
import { ProblemError } from '../base/problem';
import type { RecordKeeper } from '../record/keeper';
import { json, noContent } from './answers';
import { BACKUP_HANDLERS } from './backup-handlers';
import { bodyOf, param, queryOf, type Call, type Handler } from './call';
import { DAY_HANDLERS } from './day-handlers';
import { EXCHANGE_HANDLERS } from './exchange-handlers';
import { INBOX_HANDLERS } from './inbox-handlers';
import { PEOPLE_HANDLERS } from './people-handlers';
import { ROUND_HANDLERS } from './round-handlers';
import { planView, planViews } from './plans';
import { SESSION_HANDLERS } from './session-handlers';

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
      timeZone: zoneOf(host.workspace.ports.clock),
      insecure: !secure,
      example: isExample && loopback,
    });
  },
  waiting: async ({ host, caller: { member } }) =>
    json({ plans: await host.waiting.of(member), tasks: await host.dueTasks.of(member) }),
  boards: async ({ host, caller }) => {
    const { storage, ports } = host.workspace;
    const boards = (await storage.boards()).filter(({ id }) => mayRead(caller.member, id));
    const workshops = await storage.lastWorkshops();
    const today = dayOf(ports.clock);
    const reminded = await host.reminding.remindedToday();
    const listed = async (board: StoredBoard) => {
      const last = workshops.get(board.id);
      return {
        ...boardView(board),
        goingOn: await host.goingOn.of(board.id, today),
        reminded: { on: today, submissions: reminded.get(board.id) ?? [] },
        ...(last === undefined ? {} : { lastWorkshop: new Date(last).toISOString() }),
      };
    };
    return json({ boards: await Promise.all(boards.map(listed)) });
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
  plans: async (call) =>
    json({ plans: await inBoard(call, (room) => planViews(room, todayOf(call), call.caller.member.id)) }),
  plan: async (call) => {
    const view = await inBoard(call, (room) =>
      planView(room, param(call, 'plan'), todayOf(call), call.caller.member.id),
    );
    if (!view) throw new ProblemError('not-found', 'there is no such plan');
    return json(view);
  },

  bin: async (call) => {
    const gone = await call.host.workspace.storage.gone(param(call, 'board'));
    return json({ plans: [...gone].map(([plan, at]) => ({ plan, at })) });
  },

  submit: statementHandler('plan-submitted'),
  recall: statementHandler('recalled'),
  decide: statementHandler('decision'),
  launch: statementHandler('launched'),
  close: statementHandler('closed'),
  withdraw: statementHandler('withdrawn'),

  remind: async (call) => {
    await call.host.reminding.byHand(call.caller, param(call, 'board'), param(call, 'plan'));
    return noContent();
  },

  ...INBOX_HANDLERS,
  ...ROUND_HANDLERS,
  ...BACKUP_HANDLERS,
  ...SESSION_HANDLERS,

  workspaceRecord: async (call) => recordAnswer(call, call.host.workspace.record),
  boardRecord: (call) => inBoard(call, ({ record }) => recordAnswer(call, record)),
  verifyWorkspace: async (call) => verifyAnswer(call, call.host.workspace.record),
  verifyBoard: (call) => inBoard(call, ({ record }) => verifyAnswer(call, record)),

  ...EXCHANGE_HANDLERS,
  ...DAY_HANDLERS,
};

function statementHandler(kind: StatementKind): Handler {
  return async (call) => {
    const append = async () => {
      const signed = await bodyOf(call, contract.statementBody);
      return call.host.appendStatement(call, param(call, 'board'), param(call, 'plan'), kind, signed);
    };
    const entry = await append().catch((error: unknown) => {
      call.metrics.stated(kind, error instanceof ProblemError ? error.code : 'failed');
      throw error;
    });
    call.metrics.stated(kind, 'taken');
    return json({ entry }, 201);
  };
}

async function ticket(call: Call): Promise<Response> {
  const { room, epoch, schema } = await bodyOf(call, contract.ticketBody);
  return json(await call.host.ticketTo(call.caller, room, epoch, schema ?? unsaidSchema(call)), 201);
}

/** Pages that may ask are Handschlag's own, and the first ones did not say which document they write. */
function unsaidSchema({ isPage }: Call): number | null {
  return isPage ? 1 : null;
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

function inBoard<T>(call: Call, task: (room: BoardRoom) => T | Promise<T>): Promise<T> {
  return call.host.inBoard(param(call, 'board'), task);
}
