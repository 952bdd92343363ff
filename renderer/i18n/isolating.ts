import { isolated } from '../../shared/domain/text/typed-text';

type Values = Readonly<Record<string, unknown>>;

/** A translator of use-intl as far as values go in: called itself, for rich text, and for the message as it stands. */
type Translator = ((key: string, values?: Values, ...rest: unknown[]) => unknown) & {
  readonly rich: (key: string, values?: Values, ...rest: unknown[]) => unknown;
  readonly raw: (key: string) => unknown;
};

/** German and English quotation marks, and those for a quotation within. */
const QUOTES = [
  ['„', '“', '‚', '‘'],
  ['“', '”', '‘', '’'],
] as const;

/**
 * The same translator, with every text value as it may stand in a sentence of ours: a title with marks that turn the direction
 * of writing cannot mirror the sentence that somebody signs, and its own quotation marks become single ones within ours.
 */
export function isolating<T>(translator: T): T {
  const call = translator as unknown as Translator;
  return new Proxy(call, {
    apply: (target, self, [key, values, ...rest]: [string, Values | undefined, ...unknown[]]) =>
      Reflect.apply(target, self, [key, valuesFor(target, key, values), ...rest]) as unknown,
    get: (target, name) =>
      name === 'rich'
        ? (key: string, values?: Values, ...rest: unknown[]) =>
            target.rich(key, valuesFor(target, key, values), ...rest)
        : (Reflect.get(target, name) as unknown),
  }) as unknown as T;
}

function valuesFor({ raw }: Translator, key: string, values: Values | undefined): Values | undefined {
  if (!values) return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? isolated(HAS_QUOTES.test(value) ? quotable(raw(key), name, value) : value)
        : value,
    ]),
  );
}

const HAS_QUOTES = /["„“”]/;

/** A value for a message that may have it in quotation marks: „Die Aktion ‚Warm‘“. */
function quotable(message: unknown, name: string, value: string): string {
  const around = QUOTES.find(([open, close]) => String(message).includes(`${open}{${name}}${close}`));
  if (!around) return value;
  const [, , open, close] = around;
  return withSingleMarks(value, open, close);
}

/** Marks that come in pairs become single ones; one that stands alone, as that of 19", stays. */
function withSingleMarks(value: string, open: string, close: string): string {
  const signs = Array.from(value);
  const opened: number[] = [];
  signs.forEach((sign, at) => {
    if (!HAS_QUOTES.test(sign)) return;
    if (sign === '„' || (sign !== '”' && isOpening(signs, at))) return void opened.push(at);
    const from = opened.pop();
    if (from === undefined) return;
    signs[from] = open;
    signs[at] = close;
  });
  return signs.join('');
}

/** Whether a mark that may do either opens: nothing stands before it, or what opens something itself. */
function isOpening(signs: readonly string[], at: number): boolean {
  return /[\s\p{Ps}\p{Pi}\p{Pd}"„/]/u.test(signs[at - 1] ?? ' ');
}
