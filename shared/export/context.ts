import type { CalendarScope, DepartedItem, RecordedItem } from '../domain/calendar/calendar';

/** `de-CH` is German with the decimal point of Switzerland. */
export const EXPORT_LANGUAGES = ['de', 'en', 'de-CH'] as const;
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

/** What an export must know beside the items: pure functions look nothing up. */
export interface ExportContext {
  /** Its name: a board's title, or what all boards together are called. */
  readonly title: string;
  /** Empty where the workspace has no name. */
  readonly company: string;
  readonly lang: ExportLanguage;
  readonly scope: CalendarScope;
  readonly memberName: (id: string) => string;
  /** When the export was made: an instant, ISO 8601 UTC. */
  readonly now: string;
}

export interface ExportedBoard {
  readonly id: string;
  readonly title: string;
}

/** A bar with its board; a file may hold those of several. */
export type ExportItem = RecordedItem & { readonly board: ExportedBoard };
export type DepartedExport = DepartedItem & { readonly board: ExportedBoard };
