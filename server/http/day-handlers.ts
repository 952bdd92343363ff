import * as contract from '../../shared/api/days';
import type { RouteName } from '../../shared/api/routes';
import { json, noContent } from './answers';
import { bodyOf, param, queryOf, type Handler } from './call';

/** Days that matter to everybody's plans, and what else is planned on them. */
export const DAY_HANDLERS = {
  days: async ({ host, caller }) => json(await host.days.of(caller.member)),
  setPeriods: async (call) => {
    const { periods } = await bodyOf(call, contract.periodsBody);
    return json({ ids: await call.host.days.set(call.caller.member, periods) }, 201);
  },
  changePeriod: async (call) => {
    await call.host.days.change(
      call.caller.member,
      param(call, 'period'),
      await bodyOf(call, contract.periodBody),
    );
    return noContent();
  },
  endPeriod: async (call) => {
    await call.host.days.end(call.caller.member, param(call, 'period'));
    return noContent();
  },
  setFrame: async (call) => {
    await call.host.days.setFrame(await bodyOf(call, contract.frameBody));
    return noContent();
  },
  planned: async (call) =>
    json({
      plans: await call.host.days.planned.of(call.caller.member, queryOf(call, contract.plannedQuery)),
    }),
} as const satisfies Partial<Record<RouteName, Handler>>;
