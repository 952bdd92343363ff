import { isolated } from '../../shared/domain/text/typed-text';

type Values = Readonly<Record<string, unknown>>;

/** A translator of use-intl as far as values go in: called itself, and for rich text. */
type Translator = ((key: string, values?: Values, ...rest: unknown[]) => unknown) & {
  readonly rich: (key: string, values?: Values, ...rest: unknown[]) => unknown;
};

/**
 * The same translator, with every text value isolated: a title with marks that turn the direction of writing cannot mirror
 * the sentence that somebody signs.
 */
export function isolating<T>(translator: T): T {
  const call = translator as unknown as Translator;
  return new Proxy(call, {
    apply: (target, self, [key, values, ...rest]: [string, Values | undefined, ...unknown[]]) =>
      Reflect.apply(target, self, [key, isolatedValues(values), ...rest]) as unknown,
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
