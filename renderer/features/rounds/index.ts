export { Rounds } from './Rounds';
