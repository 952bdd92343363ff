import { Dice } from '../../support/dice';

/** How often each step comes, in parts of all. */
const WEIGHTS = {
  create: 6,
  field: 9,
  type: 4,
  set: 3,
  brief: 4,
  move: 3,
  delete: 2,
  thread: 3,
  comment: 3,
  reword: 1,
  uncomment: 1,
  resolve: 1,
  undo: 3,
  redo: 2,
  restore: 1,
  submit: 14,
  approve: 22,
  'request-changes': 1,
  decline: 1,
  retract: 3,
  launch: 6,
  close: 4,
  withdraw: 2,
  archive: 0.4,
  unarchive: 6,
  role: 0.6,
  approver: 0.5,
  policy: 0.5,
  remove: 0.1,
  board: 0.3,
  up: 16,
  down: 16,
  ask: 12,
  answer: 12,
  again: 6,
  calm: 16,
  everybody: 30,
  wait: 10,
  cut: 3,
  part: 1,
  heal: 4,
  kill: 1.5,
  start: 8,
  'power loss': 0.6,
  'power loss in a commit': 1,
  'host stops': 0.4,
  'host starts': 12,
  'disk fails': 0.8,
  'disk full': 0.6,
  'disk works': 12,
  'host clock jumps': 0.7,
  'client clocks jump': 0.7,
  forge: 2,
  'bad statement': 2,
  'round opens': 2,
  'round entry': 8,
  'round closes': 4,
  'workshop planned': 4,
  'workshop led': 7,
  'workshop said': 2,
  'workshop closes': 3,
} as const;

export type Kind = keyof typeof WEIGHTS;
/** What somebody does or what befalls him; `a` and `b` choose among what is there at that moment. */
export interface Step {
  readonly kind: Kind;
  readonly who: number;
  readonly a: number;
  readonly b: number;
}

const KINDS = Object.entries(WEIGHTS) as [Kind, number][];
const ALL = KINDS.reduce((sum, [, weight]) => sum + weight, 0);

export function stepsOf(seed: number, count: number): Step[] {
  const dice = new Dice(seed);
  return Array.from({ length: count }, () => {
    let at = dice.fraction() * ALL;
    const [kind] = KINDS.find(([, weight]) => (at -= weight) < 0) ?? (['calm', 0] as const);
    return { kind, who: dice.below(60), a: dice.below(60), b: dice.below(60) };
  });
}
