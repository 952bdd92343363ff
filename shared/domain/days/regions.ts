import { fold } from '../text/fold';

/** A country or one of its states, by its ISO 3166-2 code. */
export interface Region {
  readonly code: string;
  /** The text by which a plan has it: its German name, so that it reads well wherever a plan is shown or exported. */
  readonly text: string;
  readonly en: string;
  /** What people also write. A city that bears the canton's name is not it: that is asked. */
  readonly also: readonly string[];
}

/** Code, German name, English name where it is another one, what people also write. */
const ROWS: readonly (readonly [code: string, text: string, en?: string, ...also: string[]])[] = [
  ['DE', 'Deutschland', 'Germany', 'BRD', 'Federal Republic of Germany'],
  ['DE-BW', 'Baden-Württemberg', '', 'Baden Württemberg', 'BaWü'],
  ['DE-BY', 'Bayern', 'Bavaria', 'Freistaat Bayern'],
  ['DE-BE', 'Berlin'],
  ['DE-BB', 'Brandenburg'],
  ['DE-HB', 'Bremen', '', 'Hansestadt Bremen', 'Land Bremen'],
  ['DE-HH', 'Hamburg', '', 'Hansestadt Hamburg'],
  ['DE-HE', 'Hessen', 'Hesse'],
  ['DE-MV', 'Mecklenburg-Vorpommern', 'Mecklenburg-Western Pomerania', 'MeckPomm', 'Meck-Pomm'],
  ['DE-NI', 'Niedersachsen', 'Lower Saxony'],
  ['DE-NW', 'Nordrhein-Westfalen', 'North Rhine-Westphalia', 'NRW', 'Nordrhein Westfalen'],
  ['DE-RP', 'Rheinland-Pfalz', 'Rhineland-Palatinate', 'RLP', 'Rheinland Pfalz'],
  ['DE-SL', 'Saarland'],
  ['DE-SN', 'Sachsen', 'Saxony', 'Freistaat Sachsen'],
  ['DE-ST', 'Sachsen-Anhalt', 'Saxony-Anhalt', 'Sachsen Anhalt'],
  ['DE-SH', 'Schleswig-Holstein', '', 'Schleswig Holstein'],
  ['DE-TH', 'Thüringen', 'Thuringia', 'Freistaat Thüringen'],
  ['AT', 'Österreich', 'Austria'],
  ['AT-1', 'Burgenland'],
  ['AT-2', 'Kärnten', 'Carinthia'],
  ['AT-3', 'Niederösterreich', 'Lower Austria', 'NÖ'],
  ['AT-4', 'Oberösterreich', 'Upper Austria', 'OÖ'],
  ['AT-5', 'Land Salzburg', 'State of Salzburg', 'Salzburg', 'Salzburger Land'],
  ['AT-6', 'Steiermark', 'Styria'],
  ['AT-7', 'Tirol', 'Tyrol'],
  ['AT-8', 'Vorarlberg'],
  ['AT-9', 'Wien', 'Vienna'],
  ['CH', 'Schweiz', 'Switzerland', 'Suisse', 'Svizzera'],
  ['CH-AG', 'Kanton Aargau', 'Canton of Aargau', 'Aargau'],
  ['CH-AR', 'Kanton Appenzell Ausserrhoden', 'Canton of Appenzell Outer Rhodes', 'Appenzell Ausserrhoden'],
  ['CH-AI', 'Kanton Appenzell Innerrhoden', 'Canton of Appenzell Inner Rhodes', 'Appenzell Innerrhoden'],
  ['CH-BL', 'Kanton Basel-Landschaft', 'Canton of Basel-Country', 'Basel-Landschaft', 'Baselland'],
  ['CH-BS', 'Kanton Basel-Stadt', 'Canton of Basel-City', 'Basel-Stadt', 'Basel'],
  ['CH-BE', 'Kanton Bern', 'Canton of Bern', 'Bern', 'Canton de Berne'],
  ['CH-FR', 'Kanton Freiburg', 'Canton of Fribourg', 'Fribourg', 'Canton de Fribourg'],
  ['CH-GE', 'Kanton Genf', 'Canton of Geneva', 'Genf', 'Genève', 'Geneva'],
  ['CH-GL', 'Kanton Glarus', 'Canton of Glarus', 'Glarus'],
  ['CH-GR', 'Kanton Graubünden', 'Canton of Grisons', 'Graubünden', 'Grisons'],
  ['CH-JU', 'Kanton Jura', 'Canton of Jura', 'Jura'],
  ['CH-LU', 'Kanton Luzern', 'Canton of Lucerne', 'Luzern', 'Lucerne'],
  ['CH-NE', 'Kanton Neuenburg', 'Canton of Neuchâtel', 'Neuenburg', 'Neuchâtel'],
  ['CH-NW', 'Kanton Nidwalden', 'Canton of Nidwalden', 'Nidwalden'],
  ['CH-OW', 'Kanton Obwalden', 'Canton of Obwalden', 'Obwalden'],
  ['CH-SG', 'Kanton St. Gallen', 'Canton of St. Gallen', 'St. Gallen', 'St Gallen', 'Sankt Gallen'],
  ['CH-SH', 'Kanton Schaffhausen', 'Canton of Schaffhausen', 'Schaffhausen'],
  ['CH-SO', 'Kanton Solothurn', 'Canton of Solothurn', 'Solothurn'],
  ['CH-SZ', 'Kanton Schwyz', 'Canton of Schwyz', 'Schwyz'],
  ['CH-TG', 'Kanton Thurgau', 'Canton of Thurgau', 'Thurgau'],
  ['CH-TI', 'Kanton Tessin', 'Canton of Ticino', 'Tessin', 'Ticino'],
  ['CH-UR', 'Kanton Uri', 'Canton of Uri', 'Uri'],
  ['CH-VD', 'Kanton Waadt', 'Canton of Vaud', 'Waadt', 'Vaud'],
  ['CH-VS', 'Kanton Wallis', 'Canton of Valais', 'Wallis', 'Valais'],
  ['CH-ZG', 'Kanton Zug', 'Canton of Zug', 'Zug'],
  ['CH-ZH', 'Kanton Zürich', 'Canton of Zürich', 'Zürich', 'Zurich'],
];

/** Germany, Austria, Switzerland, each followed by its states. */
export const REGIONS: readonly Region[] = ROWS.map(([code, text, en = '', ...also]) => ({
  code,
  text,
  en: en || text,
  also,
}));

/** The same few words are compared again and again. */
const SPELLED = new Map<string, readonly [plain: string, spelled: string]>();
const MOST_SPELLED = 10_000;

const BY_TEXT: ReadonlyMap<string, Region> = new Map(REGIONS.map((region) => [region.text, region]));
const BY_CODE: ReadonlyMap<string, Region> = new Map(REGIONS.map((region) => [region.code, region]));
const MEANT: ReadonlyMap<string, Region> = new Map(
  // What comes first wins: a country's code before a word that folds alike.
  [...REGIONS]
    .reverse()
    .flatMap((region) =>
      [region.text, region.en, region.code, ...region.also].flatMap((each) =>
        spellings(each).map((spelling) => [spelling, region] as const),
      ),
    ),
);

/** The region of the list that a text of a plan is; null for free text. */
export function regionOfText(text: string): Region | null {
  return BY_TEXT.get(text) ?? null;
}

export function regionOfCode(code: string): Region | null {
  return BY_CODE.get(code) ?? null;
}

/** The region that a free text probably means, to be asked about; null where it is one already, or none. */
export function regionMeant(text: string): Region | null {
  if (BY_TEXT.has(text)) return null;
  const [plain, spelled] = spellings(text);
  return MEANT.get(plain) ?? MEANT.get(spelled) ?? null;
}

export function countryOf(code: string): string {
  return code.slice(0, 2);
}

/**
 * Whether two lists of a plan's regions have ground in common: the same text, or a state and its country. Without any
 * region a plan is for everywhere.
 */
export function regionsOverlap(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  return one.some((a) => other.some((b) => isSameGround(a, b)));
}

/**
 * The ground that two lists of a plan's regions have in common, each part by the narrower of its two texts, in one order;
 * nothing is everywhere.
 */
export function groundInCommon(one: readonly string[], other: readonly string[]): string[] {
  const [first, second] = [one, other].map((list) => (list.length === 0 ? null : list));
  const ground =
    first && second
      ? first.flatMap((a) => second.filter((b) => isSameGround(a, b)).map((b) => narrower(a, b)))
      : (first ?? second ?? []);
  return [...new Set(ground.map((text) => regionOfText(text)?.code ?? wordKey(text)))].sort();
}

function narrower(one: string, other: string): string {
  const [a, b] = [regionOfText(one)?.code ?? '', regionOfText(other)?.code ?? ''];
  return b.length > a.length ? other : one;
}

/** The same for texts that are {@link isSameWord} by their plain spelling. */
export function wordKey(text: string): string {
  return spellings(text)[0];
}

function isSameGround(one: string, other: string): boolean {
  const [a, b] = [regionOfText(one)?.code, regionOfText(other)?.code];
  if (a === undefined || b === undefined) return isSameWord(one, other);
  return a === b || (countryOf(a) === countryOf(b) && (a.length === 2 || b.length === 2));
}

/** Whether two texts are the same but for case, accents and ways to write an umlaut. */
export function isSameWord(one: string, other: string): boolean {
  const [plain, spelled] = spellings(one);
  const others = spellings(other);
  return others[0] === plain || others[1] === spelled;
}

function spellings(text: string): readonly [plain: string, spelled: string] {
  const known = SPELLED.get(text);
  if (known) return known;
  const { plain, spelled } = fold(text.trim().replace(/\s+/g, ' '));
  if (SPELLED.size >= MOST_SPELLED) SPELLED.clear();
  SPELLED.set(text, [plain, spelled]);
  return [plain, spelled];
}
