export { Boards } from './Boards';
export { NewBoard } from './NewBoard';
