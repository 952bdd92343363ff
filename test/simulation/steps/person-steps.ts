import * as Y from 'yjs';
import type { Outcome } from '../../../renderer/client/connection/outcome';
import type { PlanRow } from '../../../renderer/client/board/types';
import type { StatementDraft } from '../../../renderer/client/record/statements';
import type { Client } from '../client';
import { pick } from '../../support/dice';
import type { Kind, Step } from './step';
import type { World } from '../world';

const CHANNELS = ['Messe', 'Post', 'Radio', 'Web'];

/** What people do with what their screens show them. */
export function personStep(world: World, client: Client, step: Step): void {
  if (!client.board?.store.getState().loaded) return;
  if (edit(client, step)) client.keep();
  else if (!administer(world, step)) state(world, step);
}

/** @returns whether it was an edit */
function edit({ board, workspace }: Client, { kind, a, b }: Step): boolean {
  if (!board || !workspace) return true;
  const { actions, store } = board;
  const { order, threads, gone, deletedAgreed } = store.getState();
  const deleted = [...gone.map(({ row }) => row), ...deletedAgreed];
  const planId = pick(order, a) ?? '';
  const thread = pick([...threads.values()].flat(), a);
  const comment = pick(thread?.comments ?? [], b)?.id ?? '';
  // Whoever may not write is shown nothing to write with.
  const { role, active } = workspace.store.getState().me;
  const may = role !== 'guest' && active;
  const on = (task: () => unknown, there: unknown = planId) => (may && there ? task() : undefined, true);
  switch (kind) {
    case 'create':
      return on(() => actions.createPlan(newPlan(a, b)), true);
    case 'field':
      return on(() =>
        actions.setField(planId, pick(['goal', 'audience', 'color'], b) as 'goal', a % 7 ? `g${a}` : null),
      );
    case 'type':
      return on(() => {
        // Key by key, each replacing what stood there.
        for (let keys = 1; keys <= 2 + (b % 5); keys++) actions.setField(planId, 'goal', 'ty'.repeat(keys));
      });
    case 'set':
      return on(() =>
        actions.setSet(
          planId,
          'channels',
          CHANNELS.filter((_each, at) => (b >> at) % 2 === 1),
        ),
      );
    case 'brief':
      return on(() => write(board.brief(planId)?.fragment, a, b));
    case 'move':
      return on(() => actions.movePlan(planId, ...neighbours(order, planId, b)));
    case 'delete':
      return on(() => actions.deletePlan(planId));
    case 'thread':
      return on(() => actions.addThread({ plan: planId }, { text: `t${b}`, mentions: [] }));
    case 'comment':
      return on(() => actions.addComment(thread?.id ?? '', { text: `c${b}`, mentions: [] }), thread);
    case 'reword':
      return on(
        () => actions.editComment(thread?.id ?? '', comment, { text: `e${b}`, mentions: [] }),
        comment,
      );
    case 'uncomment':
      return on(() => actions.deleteComment(thread?.id ?? '', comment), comment);
    case 'resolve':
      return on(
        () => (b % 2 === 0 ? actions.resolve(thread?.id ?? '', null) : actions.reopen(thread?.id ?? '')),
        thread,
      );
    case 'undo':
    case 'redo':
      return on(() => actions[kind](), true);
    case 'restore':
      return on(() => actions.restorePlan(pick(deleted, a)?.id ?? ''), deleted.length);
    default:
      return false;
  }
}

/** Types into a brief, as its editor does. */
function write(fragment: Y.XmlFragment | undefined, a: number, b: number): void {
  fragment?.doc?.transact(() => {
    const first = fragment.length > 0 ? fragment.get(0) : null;
    if (first instanceof Y.XmlElement && first.get(0) instanceof Y.XmlText && b % 4 > 0) {
      const text = first.get(0) as Y.XmlText;
      if (b % 4 === 1 && text.length > 2) text.delete(a % (text.length - 1), 1);
      else text.insert(a % (text.length + 1), `w${b} `);
    } else {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`p${a}`)]);
      fragment.insert(0, [paragraph]);
    }
  });
}

/** The owner's doing. @returns whether it was that */
function administer(world: World, { kind, who, a, b }: Step): boolean {
  const actions = world.clients[0]?.workspace?.actions;
  const member = pick(world.clients.slice(1), who)?.person.profile.memberId ?? '';
  const { board } = world.company;
  const ask = (task: (() => Promise<Outcome<unknown>> | undefined) | null) => (void task?.(), true);
  switch (kind) {
    case 'archive':
    case 'unarchive':
      return ask(() => actions?.patchBoard(board, { archived: kind === 'archive' }));
    case 'role':
      return ask(() =>
        actions?.patchMember(member, {
          role: pick(['member', 'guest', 'member', 'owner'] as const, a) ?? 'member',
        }),
      );
    case 'approver':
      return ask(() => actions?.patchMember(member, { approver: b % 3 > 0 }));
    case 'policy':
      return ask(() =>
        actions?.patchBoard(board, {
          policy: { approvals: 1 + (a % 2), leadTimeDays: b % 5, promiseRequired: b % 2 === 0 },
        }),
      );
    case 'remove':
      return ask(() => actions?.removeMember(member));
    case 'board':
      return ask(() => actions?.createBoard(`Board ${b}`));
    default:
      return false;
  }
}

/** Somebody whose screen offers it to him states it; the answer comes when messages move. */
function state(world: World, { kind, who, a, b }: Step): void {
  const offers = world.clients.flatMap((client, at) => {
    const { plans, saved } = client.board?.store.getState() ?? {};
    // Most people wait until they read "saved".
    const rows = plans && (saved?.state === 'saved' || b % 8 === 1) ? [...plans.values()] : [];
    const isHis = (row: PlanRow) => offered(row, kind, a) || (b === 0 && (who + at) % 3 === 0);
    return rows.filter(isHis).map((row) => ({ client, row }));
  });
  const offer = pick(offers, who + a);
  const { board, workspace } = offer?.client ?? {};
  if (!offer || !board || !workspace) return;
  const { id: plan, digest } = offer.row;
  const promise = { ownerId: workspace.store.getState().me.id, days: 2, callShare: 1, capacityPerWeek: 5 };
  const draft = draftOf(kind, { plan, digest, promise });
  if (!draft) return;
  world.statements.open += 1;
  void board.actions
    .makeStatement(draft)
    .then((outcome) => void (outcome.ok && world.statements.taken.push(outcome.value)))
    .finally(() => (world.statements.open -= 1));
}

function offered({ status, waitsForMe }: PlanRow, kind: Kind, a: number): boolean {
  switch (kind) {
    case 'approve':
    case 'decline':
    case 'request-changes':
      return waitsForMe;
    case 'launch':
    case 'retract':
      return status.state === 'agreed';
    case 'close':
      return status.state === 'launched';
    case 'submit':
      return !['in-review', 'agreed', 'launched', 'closed'].includes(status.state) || a % 8 === 0;
    default:
      return status.submission !== null;
  }
}

type About = { readonly plan: string; readonly digest: string; readonly promise: NonNullable<unknown> };
function draftOf(kind: Kind, { plan, digest, promise }: About): StatementDraft | null {
  const drafts: Partial<Record<Kind, object>> = {
    submit: { kind: 'plan-submitted', plan, digest },
    approve: { kind: 'decision', verdict: 'approve', plan, digest, promise },
    'request-changes': { kind: 'decision', verdict: 'request-changes', plan, digest },
    decline: { kind: 'decision', verdict: 'decline', plan, digest },
    retract: { kind: 'decision', verdict: 'retract', plan, digest },
    launch: { kind: 'launched', plan, digest },
    close: { kind: 'closed', plan, digest },
    withdraw: { kind: 'withdrawn', plan, digest },
  };
  return (drafts[kind] as StatementDraft | undefined) ?? null;
}

function newPlan(a: number, b: number) {
  return {
    kind: a % 3 === 0 ? ('sales-activity' as const) : ('campaign' as const),
    fields: { title: `Plan ${b}`, start: '2027-03-01', end: '2027-04-01', currency: 'EUR' },
    sets: { channels: [CHANNELS[b % 4] ?? ''] },
  };
}

function neighbours(order: readonly string[], planId: string, to: number): [string | null, string | null] {
  const others = order.filter((each) => each !== planId);
  const at = to % (others.length + 1);
  return [others[at - 1] ?? null, others[at] ?? null];
}
