import { deepStrictEqual as equal } from 'node:assert';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { PLAN_STATES } from '../../shared/domain/status';
import { DECK } from '../support/approvals/deck';
import { Play } from '../support/approvals/play';
import { step, type Step } from '../support/approvals/steps';
import { ApprovalWorld, type ApprovalBoard } from '../support/approvals/world';
import { HANGS_MS } from '../support/hangs';

const SEQUENCES = Number(process.env['HANDSCHLAG_APPROVALS'] ?? 5000);
/** The sequences of every `npm test` are the same; those of `npm run soak` never are, and are longer. */
const SOAK_SEED = process.env['HANDSCHLAG_APPROVALS_SEED'];
const SEED = Number(SOAK_SEED ?? 20270105);
const LONGEST = SOAK_SEED === undefined ? 14 : 24;
/** Boards and workspaces are replaced by new ones before their records grow long enough to slow everything. */
const [SEQUENCES_PER_BOARD, BOARDS_PER_WORLD] = [10, 20];

/** Every answer there is, and every status. */
const RIGHTS =
  'removed guest not-approver wrong-department own-plan own-submission same-department not-plan-owner no-deputy unfit-deputy';
const STATES =
  'not-submitted changed-since-submitted not-in-review promise-missing promise-owner-unknown not-agreed nothing-to-retract ' +
  'already-launched not-launched ended spoken-already';
const CODES =
  'appended delegated malformed unknown-device bad-signature wrong-place not-found replayed stale record-diverged';
const EVERYTHING = [
  ...CODES.split(' '),
  ...RIGHTS.split(' ').map((reason) => `not-allowed ${reason}`),
  ...STATES.split(' ').map((reason) => `wrong-state ${reason}`),
  'invalid-plan invalid-plan',
  ...PLAN_STATES,
];

describe('submitting and deciding', () => {
  let world: ApprovalWorld | null = null;
  let board: ApprovalBoard | null = null;
  let [turn, boards] = [0, 0];
  const fresh = async () => {
    if (board && turn < SEQUENCES_PER_BOARD) return board;
    board?.leave();
    if (boards++ % BOARDS_PER_WORLD === 0) {
      await world?.close();
      world = await ApprovalWorld.open();
    }
    turn = 0;
    return (board = await here().board());
  };
  const here = () => world ?? expect.unreachable('there is a world before there is a board');
  afterAll(() => world?.close());

  /** Host and model play the same steps, and a reader reads what came of it. @param met takes every answer and status that came up */
  async function playBoth(steps: readonly Step[], met = new Set<string>()): Promise<void> {
    const ground = await fresh();
    await here().reset();
    await ground.reset();
    const play = new Play(here(), ground, turn++, met);
    for (const each of steps) {
      await play.run(each);
      play.compare(each);
    }
    play.compare();
    // Readers judge every entry again; what an honest host appended they accept.
    equal(await here().faultOf(ground), null);
  }

  it('[DECISION-1] [RECORD-3] [STATUS-1] host and model agree on a deck that meets every answer and status', async () => {
    const met = new Set<string>();
    for (const [name, steps] of Object.entries(DECK))
      await playBoth(steps, met).catch((error: unknown) => {
        throw new Error(name, { cause: error });
      });
    // What never came up was not compared.
    expect(EVERYTHING.filter((each) => !met.has(each))).toEqual([]);
  });

  it(
    `[DECISION-1] [RECORD-3] [STATUS-1] host and model agree on every answer and status, ${SEQUENCES} sequences`,
    async () => {
      const sequence = fc.array(step, { minLength: 4, maxLength: LONGEST, size: 'max' });
      const played = fc.assert(
        fc.asyncProperty(sequence, (steps) => playBoth(steps)),
        { numRuns: SEQUENCES, seed: SEED },
      );
      await expect(played).resolves.toBeUndefined();
    },
    5 * HANGS_MS + SEQUENCES * 150,
  );
});
