export { KeptCopies } from './KeptCopies';
export { UnsentDialog } from './UnsentDialog';
