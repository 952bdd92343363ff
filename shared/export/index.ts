export type { ExportContext, ExportLanguage } from './context';
export { calendarIcs } from './ics';
export { calendarCsv } from './csv';
export { calendarJson, type ExportedCalendar, type ExportedItem } from './json';
