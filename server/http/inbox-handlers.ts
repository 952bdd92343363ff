import * as contract from '../../shared/api/inbox';
import type { RouteName } from '../../shared/api/routes';
import { json, noContent } from './answers';
import { bodyOf, param, queryOf, type Handler } from './call';

/** What concerns the caller, and what he himself saw: never what anybody else did. */
export const INBOX_HANDLERS = {
  inbox: async (call) => {
    const { since } = queryOf(call, contract.inboxQuery);
    return json(await call.host.inbox.of(call.caller.member, since));
  },
  patchInbox: async (call) => {
    const { state } = await bodyOf(call, contract.inboxPatch);
    await call.host.inbox.set(call.caller.member, param(call, 'item'), state);
    return noContent();
  },
  look: async (call) => {
    const [board, plan] = [param(call, 'board'), param(call, 'plan')];
    return json({ look: await call.host.looks.of(call.caller.member, board, plan) });
  },
  looks: async (call) =>
    json({
      looks: await call.host.inBoard(param(call, 'board'), (room) =>
        call.host.looks.ofBoard(call.caller.member, room),
      ),
    }),
  keepLook: async (call) => {
    const { host, caller } = call;
    const seen = await bodyOf(call, contract.lookBody);
    await host.inBoard(param(call, 'board'), (room) =>
      host.looks.keep(caller.member, room, param(call, 'plan'), seen),
    );
    return noContent();
  },
} satisfies Partial<Record<RouteName, Handler>>;
