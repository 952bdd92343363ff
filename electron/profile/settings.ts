import path from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from './json-file';

const bounds = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(300),
  height: z.number().int().min(300),
  maximized: z.boolean().default(false),
  /** What the window showed: the fragment of its address. */
  place: z.string().max(500).optional(),
});
export type Bounds = z.output<typeof bounds>;

export type Language = 'de' | 'en';

const shape = z.object({
  /** Absent: the system's. */
  language: z.enum(['de', 'en']).optional(),
  /** By window: `welcome`, or the profile it shows. */
  windows: z.record(z.string(), bounds).default({}),
});

const languageOf = (system: string): Language => (system.toLowerCase().startsWith('de') ? 'de' : 'en');

/** The little the shell itself remembers. */
export class Settings {
  readonly #file: string;
  #value: z.output<typeof shape>;

  constructor(folder: string) {
    this.#file = path.join(folder, 'settings.json');
    this.#value = readJson(this.#file, shape) ?? { windows: {} };
  }

  language(system: string): Language {
    return this.#value.language ?? languageOf(system);
  }

  /** Choosing what the system speaks anyway means following it, also when it changes. */
  setLanguage(language: Language, system: string): void {
    const chosen = language === languageOf(system) ? undefined : language;
    if (chosen !== this.#value.language) this.#change({ language: chosen });
  }

  bounds(key: string): Bounds | undefined {
    return this.#value.windows[key];
  }

  setBounds(key: string, value: Bounds): void {
    this.#change({ windows: { ...this.#value.windows, [key]: value } });
  }

  forgetBounds(key: string): void {
    const { [key]: _gone, ...windows } = this.#value.windows;
    this.#change({ windows });
  }

  #change(changes: Partial<z.output<typeof shape>>): void {
    this.#value = { ...this.#value, ...changes };
    writeJson(this.#file, this.#value);
  }
}
