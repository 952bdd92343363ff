import type { RouteName } from '../../shared/api/routes';
import { entryBody } from '../../shared/domain/rounds/entry';
import { closeRoundBody, openRoundBody } from '../../shared/domain/rounds/round';
import { json, noContent } from './answers';
import { bodyOf, optionalBodyOf, param, type Handler } from './call';

/** Sealed rounds. What is answered to an entry tells nothing of anybody else's. */
export const ROUND_HANDLERS = {
  rounds: async (call) => json({ rounds: await call.host.rounds.list(param(call, 'board')) }),
  openRound: async (call) => {
    const body = await bodyOf(call, openRoundBody);
    return json({ id: await call.host.rounds.open(call.caller, param(call, 'board'), body) }, 201);
  },
  round: async (call) =>
    json(await call.host.rounds.view(call.caller, param(call, 'board'), param(call, 'round'))),
  enterRound: async (call) => {
    const body = await bodyOf(call, entryBody);
    const { host, caller } = call;
    const receipt = await host.rounds.enter(caller, param(call, 'board'), param(call, 'round'), body);
    return receipt === null ? noContent() : json({ receipt }, 201);
  },
  closeRound: async (call) => {
    const { hands } = (await optionalBodyOf(call, closeRoundBody)) ?? {};
    return json(await call.host.rounds.close(call.caller, param(call, 'board'), param(call, 'round'), hands));
  },
} satisfies Partial<Record<RouteName, Handler>>;
