import { addComment, addThread, together } from '../../shared/doc/commands';
import type { AtEnd, Comparison } from './harness';
import { besideBare, drawn } from './pages';
import { fillPlans, startWorld, type World } from './world';

const PLANS = 200;
const TEXT = '@Maren Wie viele Anfragen schaffen wir in der Woche?';

/** A long inbox as it comes up in Electron, beside a bare virtual list of as many rows. */
export function inboxDrawn(items: number): Comparison {
  const many = items.toLocaleString('en');
  return {
    name: `inbox of ${many}: first paint`,
    reference: 'bare virtual list: first paint',
    unit: 'ms',
    rounds: 15,
    prepare: async (atEnd) => {
      const world = await startWorld(atEnd);
      await tell(world, items, atEnd);
      const rows = Array.from({ length: items }, (_, n) => ({
        id: `item-${n}`,
        texts: ['Jonas Keller hat Sie erwähnt.', TEXT, '1. Feb. 2027, 10:00'],
      }));
      const { ours, bare } = await besideBare(world, rows, atEnd);
      const show = (hash: string) =>
        ours.evaluate(drawn, { hash, mark: '[data-item]', waits: hash === '#/inbox' });
      const showBare = (waits: boolean) => bare.evaluate(drawn, { mark: '[data-bar]', waits });
      return {
        reference: async () => {
          await showBare(false);
          return showBare(true);
        },
        ours: async () => {
          await show('#/boards');
          return show('#/inbox');
        },
      };
    },
  };
}

/** A colleague names the owner in so many comments; resolves once they are in his inbox. */
async function tell({ owner, board }: World, items: number, atEnd: AtEnd): Promise<void> {
  const sales = await owner.invite({ name: 'Jonas Keller', department: 'sales' });
  const { doc, close } = await sales.openBoard(board);
  atEnd(close);
  fillPlans(doc, PLANS);
  const said = (n: number) => ({
    id: `comment-${n}`,
    text: TEXT,
    at: new Date(Date.UTC(2027, 1, 1) + n * 60_000).toISOString(),
    mentions: [{ memberId: owner.id, place: { from: 0, length: 6 } }],
  });
  together(doc, () => {
    for (let n = 0; n < items; n++)
      if (n < PLANS) addThread(doc, { id: `thread-${n}`, plan: `plan-${n}` }, said(n));
      else addComment(doc, `thread-${n % PLANS}`, said(n));
  });
  for (;;) {
    const { body } = await owner.ask<{ items: unknown[] }>('GET', '/api/inbox');
    if (body.items.length === items) return;
  }
}
