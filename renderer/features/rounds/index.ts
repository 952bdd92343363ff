export { Rounds } from './Rounds';
export { RoundOutcome } from './RoundOutcome';
