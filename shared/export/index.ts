export type { DepartedExport, ExportContext, ExportedBoard, ExportItem } from './context';
export { calendarIcs, icsParts, unrecordedOf } from './ics';
export { calendarCsv, csvParts } from './csv';
export { calendarJson, jsonParts } from './json';
export type { ProofSource } from './proof';
export { xlsxParts } from './xlsx';
