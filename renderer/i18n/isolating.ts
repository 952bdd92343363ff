import { isolated } from '../../shared/domain/text/typed-text';

type Values = Readonly<Record<string, unknown>>;

/** A translator of use-intl as far as values go in: called itself, and for rich text. */
type Translator = ((key: string, values?: Values, ...rest: unknown[]) => unknown) & {
  readonly rich: (key: string, values?: Values, ...rest: unknown[]) => unknown;
};

/**
 * Quotation marks of a value that stands in quotation marks itself become single ones: „Die Aktion ‚Warm‘“.
 * @param said a sentence of ours with the values in it
 */
function softened(said: unknown, values: Values | undefined): unknown {
  if (typeof said !== 'string' || !values) return said;
  let text = said;
  for (const value of Object.values(values))
    if (typeof value === 'string' && /[„“”"]/.test(value))
      for (const [open, close, innerOpen, innerClose] of QUOTES)
        text = text.replaceAll(`${open}${value}${close}`, () => {
          const pairs = value.replace(/["„“]([^"„“”]*)["“”]/g, `${innerOpen}$1${innerClose}`);
          return open + pairs + close;
        });
  return text;
}

/** German and English quotation marks, and those for a quotation within. */
const QUOTES = [
  ['„', '“', '‚', '‘'],
  ['“', '”', '‘', '’'],
] as const;

/**
 * The same translator, with every text value isolated: a title with marks that turn the direction of writing cannot mirror
 * the sentence that somebody signs.
 */
export function isolating<T>(translator: T): T {
  const call = translator as unknown as Translator;
  return new Proxy(call, {
    apply: (target, self, [key, values, ...rest]: [string, Values | undefined, ...unknown[]]) =>
      softened(Reflect.apply(target, self, [key, isolatedValues(values), ...rest]), isolatedValues(values)),
    get: (target, name) =>
      name === 'rich'
        ? (key: string, values?: Values, ...rest: unknown[]) =>
            target.rich(key, isolatedValues(values), ...rest)
        : (Reflect.get(target, name) as unknown),
  }) as unknown as T;
}

function isolatedValues(values: Values | undefined): Values | undefined {
  if (!values) return values;
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? isolated(value) : value]),
  );
}
