import * as contract from '../../shared/api/sessions';
import type { RoundView } from '../../shared/api/rounds';
import type { RouteName } from '../../shared/api/routes';
import { readAgenda } from '../../shared/doc/agenda';
import { commandBody, sessionPatch, sessionPlan } from '../../shared/domain/session/commands';
import { roundsOf, type Minutes } from '../../shared/domain/session/minutes';
import { minutesMarkdown } from '../../shared/export/minutes';
import { fileHeaders, json, noContent } from './answers';
import { bodyOf, param, queryOf, type Call, type Handler } from './call';

/** Live workshops: planning and leading them, their minutes, and what everybody's clock is set by. */
export const SESSION_HANDLERS = {
  time: async ({ host }) => json({ now: host.workspace.ports.clock.now() }),
  followUpLoad: async (call) => {
    const { owner, from, to } = queryOf(call, contract.loadQuery);
    return json(await call.host.followUps.load(call.caller.member, owner, { from, to }));
  },

  templates: async ({ host, caller }) => json({ templates: await host.templates.of(caller.member) }),
  keepTemplate: async (call) => {
    const body = await bodyOf(call, contract.templateBody);
    return json(await call.host.templates.keep(call.caller.member, body), 201);
  },
  endTemplate: async (call) => {
    await call.host.templates.end(call.caller.member, param(call, 'template'));
    return noContent();
  },

  sessions: async (call) => json({ sessions: await call.host.sessions.list(param(call, 'board')) }),
  planSession: async (call) => {
    const plan = await bodyOf(call, sessionPlan);
    return json(await call.host.sessions.plan(param(call, 'board'), plan, call.caller.member.id), 201);
  },
  session: async (call) => json(await call.host.sessions.view(...placeOf(call), call.caller.member)),
  changeSession: async (call) => {
    const patch = await bodyOf(call, sessionPatch);
    return json(await call.host.sessions.change(...placeOf(call), patch, call.caller.member.id));
  },
  sessionCommand: async (call) => {
    const command = await bodyOf(call, commandBody);
    const rev = await call.host.sessions.command(...placeOf(call), command, call.caller.member.id);
    return json({ rev });
  },
  sessionInvite: async (call) => {
    const { host, caller } = call;
    const [board, session] = placeOf(call);
    await host.sessions.checkLeading(board, session, caller.member.id);
    const { secret, expiresAt } = await host.people.showWalkInLink(caller, { session, board });
    return json({ link: call.link('invite', secret), expiresAt }, 201);
  },
  closeSession: async (call) => {
    const { digest } = await bodyOf(call, contract.closeBody);
    return json(await call.host.sessions.close(...placeOf(call), digest, call.caller.member.id));
  },
  agenda: async (call) => {
    const { host, caller } = call;
    const [board, session] = placeOf(call);
    await host.sessions.view(board, session, caller.member);
    const items = await host.inBoard(board, ({ document }) => readAgenda(document.doc, session));
    return json(contract.agendaAnswer.parse({ items }));
  },
  minutesJson: async (call) => {
    const minutes = await call.host.sessions.minutes(...placeOf(call));
    const names = await call.host.sessions.namesOfSeated(...placeOf(call));
    return json({ ...minutes, outcomes: await outcomesOf(call, minutes), names });
  },
  minutesMd: async (call) => {
    const { lang } = queryOf(call, contract.minutesQuery);
    const minutes = await call.host.sessions.minutes(...placeOf(call));
    const members = await call.host.workspace.storage.members();
    const outcomes = await outcomesOf(call, minutes);
    const seated = await call.host.sessions.namesOfSeated(...placeOf(call));
    const names = new Map(members.map(({ id, name }) => [id, name]));
    const text = minutesMarkdown(minutes, {
      lang,
      memberName: (id) => names.get(id) ?? '',
      outcomes,
      seated,
    });
    return new Response(text, {
      headers: fileHeaders('text/markdown; charset=utf-8', `${minutes.title}.md`),
    });
  },
} satisfies Partial<Record<RouteName, Handler>>;

/** What came of the rounds of a workshop. It stands beside its minutes, as what was written in a round can be erased. */
function outcomesOf(call: Call, minutes: Minutes): Promise<RoundView[]> {
  const [board, session] = placeOf(call);
  return call.host.rounds.outcomes(board, roundsOf(minutes), session);
}

function placeOf(call: Call): [board: string, session: string] {
  return [param(call, 'board'), param(call, 'session')];
}
