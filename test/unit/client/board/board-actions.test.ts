import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { boardActions, type ActionsOptions } from '../../../../renderer/client/board/board-actions';
import { Steps } from '../../../../renderer/client/board/steps';
import { NOTHING_PROJECTED, Projection } from '../../../../renderer/client/board/projection';
import type { BoardActions, BoardState, Me } from '../../../../renderer/client/board/types';
import { openBoardDoc, planMap } from '../../../../shared/doc/board-doc';
import { createPlan } from '../../../../shared/doc/commands';
import type { Rights } from '../../../../shared/domain/people';

const ME: Rights = { id: 'me', department: 'sales', role: 'member', approver: true, active: true };

/** One person's window on a document. */
function windowOn(doc: Y.Doc): { readonly actions: BoardActions; readonly order: () => readonly string[] } {
  let projected = NOTHING_PROJECTED;
  new Projection(doc, ME, '2027-01-01', (next) => (projected = next));
  const steps = new Steps({ doc, changed: () => undefined, refused: () => undefined });
  const unused = {} as Pick<ActionsOptions, 'setPresence' | 'makeStatement' | 'unsent' | 'overwrites'>;
  const actions = boardActions({
    ...unused,
    doc: () => doc,
    steps: () => steps,
    board: () => projected as BoardState,
    me: () => ME as Me,
    random: (length) => new Uint8Array(length),
  });
  return { actions, order: () => projected.order };
}

it('[CLIENT-8] plans that lost their ranks get one each, as they stood, and the same in every window', () => {
  const doc = openBoardDoc(new Y.Doc());
  const ids = ['d', 'b', 'kept', 'c', 'a'];
  for (const id of ids) createPlan(doc, { id, kind: 'campaign', ownerId: 'me' });
  for (const id of ids.filter((each) => each !== 'kept')) planMap(doc, id)?.delete('rank');
  const other = openBoardDoc(new Y.Doc());
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));

  const [here, there] = [windowOn(doc), windowOn(other)];
  const stood = here.order();
  for (const { actions } of [here, there]) actions.undo();
  const ranks = (of: Y.Doc) => stood.map((id) => planMap(of, id)?.get('rank') as string);
  expect(here.order()).toEqual(stood);
  expect(ranks(doc)).toEqual([...new Set(ranks(doc))].sort());
  expect(ranks(other)).toEqual(ranks(doc));
});
