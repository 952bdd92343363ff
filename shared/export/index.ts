export type { ExportContext } from './context';
export { calendarIcs } from './ics';
export { calendarCsv } from './csv';
export { calendarJson } from './json';
