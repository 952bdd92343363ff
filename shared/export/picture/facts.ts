import type { ExportLabels } from '../labels';
import { textWidth } from './text-width';

/** The size of its letters. */
export const FACT_TEXT = 12;
/** With more lines than these, lanes had too little of a sheet. */
const MOST_LINES = 12;

/**
 * Facts beside each other, in lines of some width; one is parted only where a line is too short for it. Where there are too many
 * lines the last one says how many facts are left.
 */
export function factLines(facts: readonly string[], room: number, labels: ExportLabels): string[] {
  const fits = (text: string) => textWidth(text, FACT_TEXT) <= room;
  const lines: { text: string; ended: number }[] = [];
  for (const fact of facts) {
    for (const [index, part] of partsOf(fact, fits).entries()) {
      const line = lines.at(-1);
      const longer = `${line?.text} · ${part}`;
      if (line && index === 0 && fits(longer)) line.text = longer;
      else lines.push({ text: part, ended: 0 });
    }
    const last = lines.at(-1);
    if (last) last.ended += 1;
  }
  if (lines.length <= MOST_LINES) return lines.map(({ text }) => text);
  const shown = lines.slice(0, MOST_LINES - 1);
  const ended = shown.reduce((sum, line) => sum + line.ended, 0);
  return [...shown.map(({ text }) => text), labels.moreFacts(facts.length - ended)];
}

/** A fact that is longer than a line, from word to word. */
function partsOf(fact: string, fits: (text: string) => boolean): string[] {
  if (fits(fact)) return [fact];
  const parts: string[] = [];
  for (const word of fact.split(' ')) {
    const longer = `${parts.at(-1)} ${word}`;
    if (parts.length > 0 && fits(longer)) parts[parts.length - 1] = longer;
    else parts.push(word);
  }
  return parts;
}
