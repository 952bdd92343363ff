import {
  isLiteralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/**
 * What an ICU message asks for: its arguments with their kind, and its tags, sorted. Two languages of one message must
 * ask for the same, or one of them fails at run time.
 */
export function messageParams(message) {
  try {
    return [...new Set(parse(message).flatMap(asked))].sort((a, b) => a.localeCompare(b));
  } catch (error) {
    throw new Error(`${error.message} in: ${message}`, { cause: error });
  }
}

function asked(part) {
  if (isPoundElement(part)) return [];
  // A tag without content is text to the parser, but a hole in a language that lacks it.
  if (isLiteralElement(part)) return [...part.value.matchAll(/<(\w+)\s*\/>/g)].map(([, tag]) => `<${tag}>`);
  if (isTagElement(part)) return [`<${part.value}>`, ...part.children.flatMap(asked)];
  // A number may be shown plainly in one language and as a plural in the other.
  const name = isSelectElement(part) ? `${part.value} (select)` : part.value;
  return [name, ...Object.values(part.options ?? {}).flatMap(({ value }) => value.flatMap(asked))];
}
