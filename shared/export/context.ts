import type { CalendarScope } from '../domain/calendar';

export type ExportLanguage = 'de' | 'en';

/** What an export must know beside the items: pure functions look nothing up. */
export interface ExportContext {
  readonly board: { readonly id: string; readonly title: string };
  readonly company: string;
  readonly lang: ExportLanguage;
  readonly scope: CalendarScope;
  readonly memberName: (id: string) => string;
  /** When the export was made: an instant, ISO 8601 UTC. */
  readonly now: string;
}
