import type * as Y from 'yjs';
import { planMap } from '../../../shared/doc/board-doc';
import * as commands from '../../../shared/doc/commands';
import type { ScalarField } from '../../../shared/doc/commands';
import { newId, type RandomBytes } from '../../../shared/domain/ids';
import type { OverwrittenComment, Overwrites } from './undo/overwritten';
import { rankOf, ranksBetween, unranked } from './plan-order';
import type { Place } from './undo/changes';
import type { Steps } from './undo/steps';
import { setLine, workshopWriting } from './workshop-writing';
import type { BoardActions, BoardState, CommentDraft, Me } from './types';

export interface ActionsOptions {
  /** The document and this person's steps in it as they are now; a new epoch brings others. */
  readonly doc: () => Y.Doc;
  readonly steps: () => Steps;
  readonly overwrites: () => Overwrites;
  readonly board: () => BoardState;
  readonly me: () => Me;
  readonly random: RandomBytes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly setPresence: BoardActions['setPresence'];
  readonly makeStatement: BoardActions['makeStatement'];
  readonly unsent: BoardActions['unsent'];
}

/** What people call the plan, the item of an agenda or the task; '' without a title. */
function titleAt({ plans, agenda, tasks }: BoardState, { root, id }: Place): string {
  if (root === 'agenda') return agenda.find((item) => item.id === id)?.title ?? '';
  if (root === 'tasks') return tasks.find((task) => task.id === id)?.text ?? '';
  const title = plans.get(id)?.json['title'];
  return typeof title === 'string' ? title : '';
}

function isAt({ plans, agenda, tasks }: BoardState, { root, id }: Place): boolean {
  return root === 'plans'
    ? plans.has(id)
    : (root === 'agenda' ? agenda : tasks).some((each) => each.id === id);
}

const ORIGIN_OF_REPAIR = Symbol('repair');

/** What a person can do on a board, as the screens call it: `commands` with the rest filled in. */
export function boardActions({
  doc,
  steps,
  overwrites,
  board,
  me,
  random,
  now,
  setPresence,
  makeStatement,
  unsent,
}: ActionsOptions): BoardActions {
  const comment = (id: string, draft: CommentDraft) => ({ ...draft, id, at: new Date(now()).toISOString() });
  const jsonOf = (planId: string | null) => (planId === null ? undefined : board().plans.get(planId)?.json);
  const travel = (way: 'undo' | 'redo', first: Place | null) => {
    const before = board();
    const place = steps().travel(way, first);
    rankAgain();
    if (!place) return null;
    const after = board();
    return { ...place, title: titleAt(after, place) || titleAt(before, place), isThere: isAt(after, place) };
  };
  /**
   * Bringing a deleted plan back leaves out what others wrote over meanwhile, its rank too. The repair is nobody's
   * edit: it can itself not be undone.
   */
  const rankAgain = () => {
    const lost = unranked([...board().plans.values()].map((row) => row.json));
    if (lost.length > 0) doc().transact(() => commands.rankLast(doc(), lost), ORIGIN_OF_REPAIR);
  };
  const setPlans: BoardActions['setPlans'] = (changes) =>
    commands.together(doc(), () => {
      for (const { planId, values } of changes)
        for (const [field, value] of Object.entries(values))
          commands.setField(doc(), planId, field as ScalarField, value);
    });
  const appendLines = (planId: string, text: string) =>
    commands.together(doc(), () =>
      text.split('\n').forEach((line) => commands.appendToBrief(doc(), planId, line)),
    );
  /** A comment says what was chosen; if it was deleted, it is said anew. */
  const saidAgain = ({ planId, threadId, commentId }: OverwrittenComment, text: string) => {
    const thread = board()
      .threads.get(planId)
      ?.find(({ id }) => id === threadId);
    const mentions = thread?.comments.find(({ id }) => id === commentId)?.mentions;
    if (mentions) commands.editComment(doc(), threadId, commentId, { text, mentions });
    else commands.addComment(doc(), threadId, comment(newId(random), { text, mentions: [] }));
  };
  return {
    createPlan(input) {
      const id = newId(random);
      commands.createPlan(doc(), { ...input, id, ownerId: input.ownerId ?? me().id });
      return id;
    },
    setField: (planId, field, value) => commands.setField(doc(), planId, field, value),
    setFields: (planId, values) => setPlans([{ planId, values }]),
    setPlans(changes) {
      steps().end();
      setPlans(changes);
      steps().end();
    },
    settleField: (planId, field, value) =>
      steps().settle(() => commands.setField(doc(), planId, field, value)),
    setSet: (planId, field, values, seen) => commands.setSet(doc(), planId, field, values, seen),
    setMeta: (planId, key, value) => commands.setMeta(doc(), planId, key, value),
    copyPlan(planId, copies) {
      const plan = jsonOf(planId);
      const made = copies.map((copy) => ({ ...copy, id: newId(random) }));
      if (plan) commands.copyPlan(doc(), plan, made);
      return plan ? made.map(({ id }) => id) : [];
    },
    movePlan(planId, after, before) {
      const ranks = [...board().plans.values()]
        .filter((row) => row.id !== planId)
        .map((row) => rankOf(row.json));
      commands.movePlan(doc(), planId, ...ranksBetween(jsonOf(after), jsonOf(before), ranks));
    },
    deletePlan: (planId) => commands.deletePlan(doc(), planId),
    restorePlan(planId) {
      const agreed = board().deletedAgreed.find((row) => row.id === planId);
      if (planMap(doc(), planId)) commands.takeBackPlan(doc(), planId, board().entries.at(-1)?.seq);
      else if (agreed) commands.restorePlan(doc(), planId, agreed.json);
    },
    insertKept({ rank: _rank, gone: _gone, meta: _meta, ...plan }, title) {
      const id = newId(random);
      commands.restorePlan(doc(), id, { ...plan, id, title });
      return id;
    },
    addThread(about, first) {
      const id = newId(random);
      commands.addThread(doc(), { ...about, id }, comment(newId(random), first));
      return id;
    },
    addComment(threadId, draft) {
      const id = newId(random);
      commands.addComment(doc(), threadId, comment(id, draft));
      return id;
    },
    editComment: (threadId, commentId, draft) => commands.editComment(doc(), threadId, commentId, draft),
    deleteComment: (threadId, commentId) =>
      steps().alone(() => commands.deleteComment(doc(), threadId, commentId)),
    resolve(threadId, why) {
      commands.together(doc(), () => {
        if (why) commands.addComment(doc(), threadId, comment(newId(random), why));
        commands.setResolved(doc(), threadId, true);
      });
    },
    reopen: (threadId) => commands.setResolved(doc(), threadId, false),
    offerVersion: (id, part, mine) => overwrites().offer({ root: 'plans', id, part }, mine),
    settleOverwritten(id, value) {
      const found = overwrites().list.find((each) => each.id === id);
      if (found?.field && value !== undefined) {
        steps().end();
        if ('words' in found) appendLines(found.planId, found.words);
        else if ('commentId' in found && typeof value === 'string') saidAgain(found, value);
        else if (found.planId === null) setLine(doc(), found, value);
        else if ('commentId' in found) commands.deleteComment(doc(), found.threadId, found.commentId);
        else commands.setField(doc(), found.planId, found.field as ScalarField, value);
        steps().end();
      }
      overwrites().settle(id);
    },
    endStep: () => steps().end(),
    undo: (first = null) => travel('undo', first),
    redo: (first = null) => travel('redo', first),
    workshop: workshopWriting(doc, random),
    setPresence,
    makeStatement,
    unsent,
  };
}
