export { BoardColumns } from './BoardColumns';
export { BoardList } from './BoardList';
export { NewPlan, useNewPlan } from './NewPlan';
