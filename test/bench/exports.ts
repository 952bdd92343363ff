import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { setField } from '../../shared/doc/commands';
import { timed, type AtEnd, type Comparison } from './harness';
import { startRelay } from './reference/relay';
import { agreeSome, fillPlans, startWorld } from './world';

const FORMATS = ['ics', 'csv', 'xlsx', 'json'] as const;
/** So many plans went to review, and about half of them were agreed. */
const SUBMITTED = 60;
/** Fewer in ten seconds than a host takes from one address. */
const ASKED_EVERY_MS = 6;
const POLLS = 150;

const count = (n: number) => n.toLocaleString('en');

/** For how long a host that makes a file of so many plans answers nobody, in whatever format, beside one that makes none. */
export function exportHolds(plans: number): Comparison {
  return {
    name: `export of ${count(plans)} plans: longest time without an answer`,
    reference: 'the same host with nothing to do',
    unit: 'ms',
    rounds: 5,
    prepare: async (atEnd) => {
      const world = await startWorld(atEnd);
      const { owner, board, host } = world;
      const { doc, close } = await owner.openBoard(board);
      atEnd(close);
      fillPlans(doc, plans);
      for (;;) {
        const { body } = await owner.ask<{ plans: unknown[] }>('GET', `/api/boards/${board}/plans`);
        if (body.plans.length === plans) break;
      }
      const ask = asking(`${host.url}/healthz`, atEnd);
      let round = 0;
      return {
        reference: () => longestWhile(ask, () => wait(2000)),
        ours: async () => {
          let longest = 0;
          for (const format of FORMATS) {
            // What was made before is kept as long as nothing changes.
            setField(doc, 'plan-0', 'title', `Anders ${round++}`);
            await wait(500);
            const make = asking(`${host.url}/api/boards/${board}/calendar.${format}?scope=all`, atEnd);
            // Read by nobody: whoever measures must not be the one who is busy.
            const made = () => make({ authorization: `Bearer ${owner.token}` });
            longest = Math.max(longest, await longestWhile(ask, made));
          }
          return longest;
        },
      };
    },
  };
}

/** A subscription that a calendar program polls, beside a server that says at once that nothing has changed. */
export function feedPolled(plans: number): Comparison {
  return {
    name: `subscription of ${count(plans)} plans, polled`,
    reference: 'node:http that says 304',
    unit: 'per second',
    more: 'better',
    rounds: 9,
    prepare: async (atEnd) => {
      const world = await startWorld(atEnd);
      const { owner, board } = world;
      const { doc, close } = await owner.openBoard(board);
      atEnd(close);
      fillPlans(doc, SUBMITTED);
      await agreeSome(world, SUBMITTED);
      fillPlans(doc, plans);
      const { url } = (await owner.ask<{ url: string }>('POST', '/api/feeds', { board })).body;
      const etag = (await fetch(url)).headers.get('etag') ?? '';
      const bare = (await startRelay(process.cwd(), atEnd, 'unchanged-process.mjs')).replace('ws:', 'http:');
      const polled = (ask: (headers: Record<string, string>) => Promise<number>) => async () => {
        const took = await timed(async () => {
          for (let n = 0; n < POLLS; n++)
            if ((await ask({ 'if-none-match': etag })) !== 304) throw new Error('it was sent again');
        });
        return (1000 * POLLS) / took;
      };
      return { reference: polled(asking(bare, atEnd)), ours: polled(asking(url, atEnd)) };
    },
  };
}

/** Asks for an address again and again over one connection. @returns answers its status once all of it is there */
function asking(url: string, atEnd: AtEnd): (headers?: Record<string, string>) => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  atEnd(() => agent.destroy());
  return (headers = {}) =>
    new Promise((done, fail) => {
      const sent = request(url, { agent, headers }, (answer) => {
        answer.resume().once('end', () => done(answer.statusCode ?? 0));
      });
      sent.once('error', fail).end();
    });
}

/** The longest that an answer took while something was done, in milliseconds. */
async function longestWhile(ask: () => Promise<number>, work: () => Promise<unknown>): Promise<number> {
  let [longest, isDone] = [0, false];
  const done = work().finally(() => (isDone = true));
  while (!isDone) {
    longest = Math.max(longest, await timed(ask));
    await wait(ASKED_EVERY_MS);
  }
  await done;
  return longest;
}
