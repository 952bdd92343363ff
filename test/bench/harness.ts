/**
 * One comparison: the same work done by a reference and by us, in turn, in one run. Both return one
 * figure a round in `unit`; the smaller the better unless `more` says otherwise.
 */
export interface Comparison {
  readonly name: string;
  readonly reference: string;
  readonly unit: 'ms' | 'per second' | 'MiB' | 'KiB' | '% of a core';
  readonly more?: 'better';
  readonly rounds: number;
  prepare(atEnd: AtEnd): Promise<Pair>;
}

/** Takes what ends something that was opened, as soon as it is open: it runs when the comparison ends or fails. */
export type AtEnd = (close: () => unknown) => void;

export interface Pair {
  reference(): Promise<number>;
  ours(): Promise<number>;
}

/** Minimum, median and maximum of a set of figures. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export interface Result {
  readonly name: string;
  readonly reference: string;
  readonly unit: string;
  readonly more?: 'better';
  readonly rounds: number;
  readonly referenceFigures: Spread;
  readonly oursFigures: Spread;
  /** Median of ours by median of the reference. */
  readonly ratio: number;
}

/** Runs one comparison: one round uncounted, then A B A B …, so that a drifting machine hits both alike. */
export async function compare(comparison: Comparison): Promise<Result> {
  const closing: (() => unknown)[] = [];
  try {
    const pair = await comparison.prepare((close) => closing.unshift(close));
    await pair.reference();
    await pair.ours();
    const [reference, ours]: [number[], number[]] = [[], []];
    for (let round = 0; round < comparison.rounds; round++) {
      reference.push(await pair.reference());
      ours.push(await pair.ours());
    }
    const [referenceFigures, oursFigures] = [spreadOf(reference), spreadOf(ours)];
    const { name, reference: referenceName, unit, more, rounds } = comparison;
    const ratio = oursFigures.median / referenceFigures.median;
    return {
      name,
      reference: referenceName,
      unit,
      rounds,
      referenceFigures,
      oursFigures,
      ratio,
      ...(more ? { more } : {}),
    };
  } finally {
    for (const close of closing) await close();
  }
}

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  return { min: quantile(sorted, 0), median: quantile(sorted, 0.5), max: quantile(sorted, 1) };
}

/** The value below which that share of the sorted figures lies (nearest rank). */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A result as three lines of text. */
export function describe(result: Result): string {
  const row = (label: string, { min, median, max }: Spread) =>
    `  ${label.padEnd(34)} min ${figure(min)}  median ${figure(median)}  max ${figure(max)}  ${result.unit}`;
  return [
    `${result.name}  (${result.rounds} rounds${result.more ? ', more is better' : ''})`,
    row(result.reference, result.referenceFigures),
    row('Handschlag', result.oursFigures),
    `  ratio of medians ${result.ratio.toFixed(2)}`,
  ].join('\n');
}

function figure(value: number): string {
  return value.toFixed(value < 10 ? 3 : 1).padStart(10);
}
