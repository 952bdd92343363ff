import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { fromRoot } from '../lib/paths.mjs';

const GUARD = 'isComposing';
const handlers = new Set(['onKeyDown', 'onKeyUp', 'handleKeyDown', 'handleKeyPress']);
const events = new Set(['keydown', 'keyup', 'keypress']);

/** Where keys are handled without the one guard against compositions of an input method: `[{line, text}]`. */
export function unguardedKeys(fileName, source) {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const declared = declarationsOf(file);
  const found = [];
  const check = (value) => {
    if (value && !isGuarded(value, declared))
      found.push({
        line: file.getLineAndCharacterOfPosition(value.getStart()).line + 1,
        text: value.getText().split('\n')[0],
      });
  };
  const visit = (node) => {
    if (ts.isJsxAttribute(node) && handlers.has(node.name.getText())) check(node.initializer?.expression);
    else if (ts.isPropertyAssignment(node) && handlers.has(node.name.getText())) check(node.initializer);
    else if (ts.isShorthandPropertyAssignment(node) && handlers.has(node.name.getText())) check(node.name);
    else if (ts.isMethodDeclaration(node) && handlers.has(node.name.getText())) check(node);
    else if (ts.isCallExpression(node) && isListening(node)) check(node.arguments[1]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isListening({ expression, arguments: [event] }) {
  const isCall = ts.isPropertyAccessExpression(expression) && expression.name.text === 'addEventListener';
  return isCall && event !== undefined && ts.isStringLiteralLike(event) && events.has(event.text);
}

/** What a name stands for in this file; `true` for something handed in, which was looked at where it was made. */
function declarationsOf(file) {
  const declared = new Map();
  const visit = (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name))
      declared.set(node.name.text, node.initializer);
    if (ts.isFunctionDeclaration(node) && node.name) declared.set(node.name.text, node);
    if (ts.isBindingElement(node) && handlers.has(node.name.getText()))
      declared.set(node.name.getText(), true);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return declared;
}

/** Whether a handler asks the guard before anything else. */
function isGuarded(value, declared) {
  if (value === undefined) return false;
  if (ts.isIdentifier(value)) {
    const meant = declared.get(value.text);
    return meant === true || isGuarded(meant, declared);
  }
  if (ts.isPropertyAccessExpression(value)) return handlers.has(value.name.text);
  if (ts.isCallExpression(value))
    return value.expression.getText() === 'useCallback' && isGuarded(value.arguments[0], declared);
  const first = value.body && ts.isBlock(value.body) ? value.body.statements[0] : undefined;
  return first !== undefined && ts.isIfStatement(first) && first.expression.getText().startsWith(`${GUARD}(`);
}

/** All of the renderer. */
export async function keyHandlers() {
  const folder = fromRoot('renderer');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const lines = names.flatMap((name) =>
    unguardedKeys(name, readFileSync(path.join(folder, name), 'utf8')).map(
      ({ line, text }) => `renderer/${name}:${line}: keys are handled without ${GUARD}: ${text}`,
    ),
  );
  if (names.length < 50)
    lines.push(`Only ${names.length} files were read: the check cannot see the renderer.`);
  return { ok: lines.length === 0, output: lines.join('\n') };
}
