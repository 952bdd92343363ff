import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { messageParams } from './message-params.mjs';

const spokenAttributes = new Set([
  'title',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'label',
  'alt',
  'description',
  'errorMessage',
]);
/** The same in every language. */
const names = new Set(['Handschlag']);

const isWording = (text) => /\p{L}{2}/u.test(text) && !names.has(text.trim());

/** The literal text of an expression, if it is one: 'x', `x ${y}`, a ? 'x' : 'y'. */
function* literals(node) {
  if (ts.isStringLiteralLike(node)) yield node.text;
  else if (ts.isTemplateExpression(node))
    yield [node.head, ...node.templateSpans.map((span) => span.literal)].map((one) => one.text).join(' ');
  else if (ts.isConditionalExpression(node)) {
    yield* literals(node.whenTrue);
    yield* literals(node.whenFalse);
  } else if (ts.isBinaryExpression(node)) {
    yield* literals(node.left);
    yield* literals(node.right);
  } else if (ts.isParenthesizedExpression(node)) yield* literals(node.expression);
}

/** Words that a person would read, written into the code instead of the catalogue: `[{line, text}]`. */
export function unlocalisedText(fileName, source) {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found = [];
  const report = (node, text) => {
    if (isWording(text))
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim() });
  };
  const visit = (node) => {
    if (ts.isJsxText(node)) report(node, node.text);
    else if (ts.isJsxAttribute(node) && node.initializer && spokenAttributes.has(node.name.getText())) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value) for (const text of literals(value)) report(node, text);
    } else if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
      for (const text of literals(node.expression)) report(node, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `a.b.c` → message, for nested catalogues. */
export function flatten(catalogue, prefix = '') {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

/** A language's messages: `NAME.json`, or a folder `NAME/` with one file an area. */
export function readCatalogue(folder, language) {
  const single = path.join(folder, `${language}.json`);
  const parse = (file) => JSON.parse(readFileSync(file, 'utf8'));
  if (existsSync(single)) return new Map(flatten(parse(single)));
  const areas = readdirSync(path.join(folder, language)).filter((name) => name.endsWith('.json'));
  const entries = areas.map((name) => [
    name.slice(0, -'.json'.length),
    parse(path.join(folder, language, name)),
  ]);
  return new Map(flatten(Object.fromEntries(entries)));
}

/** Where two languages disagree: keys of one only, or other arguments. */
export function compareCatalogues(one, other) {
  const problems = [];
  for (const key of one.keys()) if (!other.has(key)) problems.push(`${key}: only in the first`);
  for (const [key, text] of other) {
    if (!one.has(key)) {
      problems.push(`${key}: only in the second`);
      continue;
    }
    try {
      const [left, right] = [messageParams(one.get(key)).join(', '), messageParams(text).join(', ')];
      if (left !== right) problems.push(`${key}: asks for {${left}} and {${right}}`);
    } catch (error) {
      problems.push(`${key}: ${error.message}`);
    }
  }
  return problems;
}
