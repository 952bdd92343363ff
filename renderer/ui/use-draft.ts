import { useLayoutEffect, useRef, useState } from 'react';
import type { Json } from '../../shared/domain/json';
import { useBoard, useBoardActions, type Overwritten, type OverwrittenVersions } from '../client';
import { carryCaret, mergeTexts } from './merge-texts';
import { isText } from './text-history';
import { beginsStep, strokeOf, type Stroke } from './typing';

/** What a typed text means; text that means nothing yet is itself. */
export type TypedValue = string | number | null;

interface Selection {
  readonly start: number;
  readonly end: number;
}

interface DraftOptions {
  /** Of the plan, or of the item of an agenda or task, whose field it is. */
  readonly of: string;
  readonly field: string;
  /** What the document has. */
  readonly value: Json | undefined;
  readonly read: (text: string, finished: boolean) => TypedValue;
  readonly write: (value: Json | undefined) => string;
  readonly save: (value: Json) => void;
  /** Saves the final form of what was typed. */
  readonly settle: (value: TypedValue) => void;
  /** What two people write in it can be brought together word by word. */
  readonly isProse: boolean;
}

/**
 * A field that saves every keystroke and yet shows exactly what is being typed ([PLANUI-2], [PLANUI-3]). What others change
 * meanwhile, or undo does, is taken into the text around the caret; it is never a reason to write. Where that cannot be, the
 * text stays as it is typed, and both versions stand beside the field.
 */
export function useDraft(options: DraftOptions) {
  const { of, field, value, read, write, save, settle, isProse } = options;
  const { endStep, settleOverwritten } = useBoardActions();
  const overwritten = useBoard((board) => board.overwritten);
  const [draft, setDraft] = useState<string | null>(null);
  /** Something was typed since the field got the focus. */
  const [isUnderWay, setUnderWay] = useState(false);
  /** What of the document is in the draft. */
  const taken = useRef<Json>(value ?? null);
  /** What was there before the person typed; what others, or undo, made of it since is that. */
  const origin = useRef<Json>(value ?? null);
  /** Whether the person has typed since anybody else's change. */
  const isTyped = useRef(false);
  const stroke = useRef<Stroke | null>(null);
  const caret = useRef<Selection | null>(null);
  /** What was brought together in the draft and is settled by writing it. */
  const merged = useRef<readonly string[]>([]);

  // At once: an effect that waits would take one's next key for somebody else's change.
  useLayoutEffect(() => {
    const [before, now] = [taken.current, value ?? null];
    taken.current = now;
    if (draft === null || before === now) return;
    origin.current = now;
    const lost = lostHere(overwritten, of, field, now);
    const isAllTaken = !lost && read(draft, false) === before;
    const base = lost ? lost.base : before;
    const both = isProse && base !== undefined ? mergeTexts(write(base), draft, write(value)) : null;
    const next = isAllTaken ? write(value) : both;
    isTyped.current = false;
    stroke.current = null;
    if (next === null) return;
    if (lost) merged.current = [...merged.current, lost.id];
    caret.current = carried(document.activeElement, draft, next);
    setDraft(next);
  }, [draft, value, overwritten, of, field, isProse, read, write]);

  useLayoutEffect(() => {
    const place = caret.current;
    const control = document.activeElement;
    caret.current = null;
    if (place && isText(control)) control.setSelectionRange(place.start, place.end);
  }, [draft]);

  const store = (text: string, put: (next: TypedValue) => void, finished: boolean) => {
    const next = read(text, finished);
    if (next === taken.current) return;
    taken.current = next;
    put(next);
  };

  return {
    text: draft ?? write(value),
    /** Somebody types in it: what cannot be read yet may be the beginning of something. */
    isUnderWay,
    onFocus: () => {
      endStep();
      taken.current = value ?? null;
      origin.current = taken.current;
      isTyped.current = false;
      stroke.current = null;
      setUnderWay(false);
      setDraft(write(value));
    },
    /** Takes back what was typed here, by a step of its own; false: nothing was. */
    takeBack: () => {
      if (!isTyped.current || draft === write(origin.current)) return false;
      endStep();
      isTyped.current = false;
      stroke.current = null;
      setUnderWay(false);
      setDraft(write(origin.current));
      if (taken.current === origin.current) return true;
      taken.current = origin.current;
      save(origin.current);
      endStep();
      return true;
    },
    onChange: (text: string) => {
      const made = strokeOf(draft ?? write(value), text);
      if (beginsStep(made, stroke.current)) endStep();
      stroke.current = made;
      isTyped.current = true;
      setUnderWay(true);
      setDraft(text);
      store(text, save, false);
      for (const id of merged.current) settleOverwritten(id);
      merged.current = [];
    },
    onBlur: () => {
      if (draft !== null && isTyped.current) store(draft, settle, true);
      merged.current = [];
      setUnderWay(false);
      setDraft(null);
    },
  };
}

/** What of one's own was lost, at this place, to the text that stands there now. */
function lostHere(
  overwritten: readonly Overwritten[],
  of: string,
  field: string,
  now: Json,
): OverwrittenVersions | undefined {
  return overwritten.findLast(
    (each): each is OverwrittenVersions =>
      'theirs' in each &&
      ('lineId' in each ? each.lineId : each.planId) === of &&
      each.field === field &&
      each.theirs === now,
  );
}

function carried(control: Element | null, before: string, after: string): Selection | null {
  if (!isText(control) || control.value !== before) return null;
  const { selectionStart, selectionEnd } = control;
  const [start, end] = [selectionStart ?? before.length, selectionEnd ?? before.length];
  return { start: carryCaret(start, before, after), end: carryCaret(end, before, after) };
}
