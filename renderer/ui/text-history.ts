import { beginsStep, strokeOf, type Stroke } from './typing';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

interface Stand {
  readonly text: string;
  readonly caret: number | null;
}

interface History {
  readonly done: Stand[];
  readonly undone: Stand[];
  now: Stand;
  stroke: Stroke | null;
  when: number;
}

const PAUSE_MS = 1000;
const histories = new WeakMap<TextControl, History>();
let travelling = false;

/**
 * Follows what is typed into fields whose text is nobody's but the writer's until he sends it: comments, searches, dialogs,
 * a word that is to become a tag. Each field has its own steps. The browser's own undo knows one list for the whole page,
 * and would go on in another field. @returns how to stop
 */
export function followTexts(): () => void {
  const begin = ({ target }: Event) => {
    if (isText(target) && histories.get(target)?.now.text !== target.value)
      histories.set(target, fresh(target));
  };
  const change = ({ target }: Event) => {
    if (!travelling && isText(target)) note(target);
  };
  document.addEventListener('focusin', begin, true);
  document.addEventListener('input', change, true);
  return () => {
    document.removeEventListener('focusin', begin, true);
    document.removeEventListener('input', change, true);
  };
}

/** Goes one step back or forth in the text of a field; false when there is none. */
export function travelInText(control: TextControl, way: 'undo' | 'redo'): boolean {
  const history = histories.get(control);
  if (!history || history.now.text !== control.value) return false;
  const [from, to] = way === 'undo' ? [history.done, history.undone] : [history.undone, history.done];
  const stand = from.pop();
  if (!stand) return false;
  to.push(history.now);
  history.now = stand;
  history.when = 0;
  write(control, stand);
  return true;
}

/** Whether a field is empty and nothing can be gone back or forth in it, as after what stood there was sent. */
export function isUntouched(control: TextControl): boolean {
  const history = histories.get(control);
  const isFollowed = history?.now.text === control.value;
  return control.value === '' && !(isFollowed && history.done.length + history.undone.length > 0);
}

function note(control: TextControl): void {
  const history = histories.get(control) ?? fresh(control);
  histories.set(control, history);
  const before = history.now;
  if (before.text === control.value) return;
  const stroke = strokeOf(before.text, control.value);
  const now = performance.now();
  const goesOn =
    history.done.length > 0 && now - history.when < PAUSE_MS && !beginsStep(stroke, history.stroke);
  if (!goesOn) history.done.push(before);
  history.undone.length = 0;
  Object.assign(history, { now: standOf(control), stroke, when: now });
}

/** React listens for the event, and knows a text that was set past it only so. */
function write(control: TextControl, { text, caret }: Stand): void {
  const type = control instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  travelling = true;
  try {
    Object.getOwnPropertyDescriptor(type.prototype, 'value')?.set?.call(control, text);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  } finally {
    travelling = false;
  }
  if (caret !== null) control.setSelectionRange(caret, caret);
}

function fresh(control: TextControl): History {
  return { done: [], undone: [], now: standOf(control), stroke: null, when: 0 };
}

function standOf({ value, selectionEnd }: TextControl): Stand {
  return { text: value, caret: selectionEnd };
}

/** Fields in which text is typed; a checkbox is an input as well. */
export function isText(target: unknown): target is TextControl {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && /^(text|search|url|email|password|tel)$/.test(target.type);
}
