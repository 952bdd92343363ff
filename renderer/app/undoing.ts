import { useEffect, useRef } from 'react';
import { useBoardActions, type Place, type Travelled } from '../client';
import { useT } from '../i18n';
import { currentRoute, openPlan } from '../state/route';
import { showPlace } from '../state/shown-place';
import { followTexts, isComposing, isText, keepDrafts, OVERLAYS, showToast, travelInText } from '../ui';

type Way = 'undo' | 'redo';

/**
 * One undo for everything on a board ([CLIENT-71], [UI-60]). The browser's own, which knows neither fields nor colleagues, is
 * turned off: by its keys, by its menu and by shaking a phone.
 */
export function useUndoing(): (way: Way) => void {
  const travel = useTravel();
  const { endStep } = useBoardActions();
  const latest = useRef(travel);
  useEffect(() => {
    latest.current = travel;
  });
  useEffect(() => {
    const take = (event: Event, way: Way) => {
      event.preventDefault();
      event.stopPropagation();
      latest.current(way, event.target);
    };
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      const way = wayOfKey(event);
      if (way) take(event, way);
    };
    const onInput = (event: InputEvent) => {
      if (event.inputType === 'historyUndo') take(event, 'undo');
      if (event.inputType === 'historyRedo') take(event, 'redo');
    };
    // What is pasted, cut or dropped is a step of its own, and so is what is typed behind it.
    const onPaste = () => {
      endStep();
      setTimeout(endStep);
    };
    const stop = followTexts();
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('beforeinput', onInput, true);
    for (const name of ['paste', 'cut', 'drop']) window.addEventListener(name, onPaste, true);
    return () => {
      stop();
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('beforeinput', onInput, true);
      for (const name of ['paste', 'cut', 'drop']) window.removeEventListener(name, onPaste, true);
    };
  }, [endStep]);
  return (way) => travel(way, null);
}

/** Where the focus is first: the draft of a text there, then the board's steps in this field, then the board's. */
function useTravel(): (way: Way, target: EventTarget | null) => void {
  const actions = useBoardActions();
  const say = useSaying();
  return (way, target) => {
    const here = target instanceof Element ? target : null;
    const field = here?.closest('[data-place], [data-own-text]') ?? null;
    const place = placeOf(field?.getAttribute('data-place') ?? null);
    const isOwnText = place === null || field?.hasAttribute('data-own-text') === true;
    if (isText(here) && (isOwnText || here.getAttribute('role') === 'combobox')) {
      if (travelInText(here, way) || isOwnText) return;
    }
    if (!place && here?.closest(OVERLAYS)) return;
    keepDrafts();
    const travelled = actions[way](place);
    if (!travelled) return;
    say(way, travelled);
    if (!place || place.planId !== travelled.planId || place.part !== travelled.part)
      bringIntoSight(travelled);
  };
}

/** Says what was taken back or put back, and where. */
function useSaying(): (way: Way, travelled: Travelled) => void {
  const t = useT('frame');
  const common = useT('common');
  return (way, { part, title, isThere, isOffered }) => {
    const field = `field.${part}` as 'field.title';
    const what = common.has(field)
      ? common(field)
      : t(`undone.${isPart(part) ? part : 'other'}` as 'undone.other');
    const words = { what, title: title.trim() || common('untitled') };
    const isWhole = part === 'plan' || part === 'gone';
    const key = isWhole ? (isThere ? 'undone.planBack' : 'undone.planGone') : `undone.${way}`;
    if (isOffered)
      return void showToast({ tone: 'done', title: t('undone.offered', words), topic: 'undone' });
    void showToast({ tone: 'done', title: t(key as 'undone.undo', words), topic: 'undone' });
  };
}

const OTHER_PARTS = ['rank', 'comments', 'plan'] as const;

function isPart(part: string): part is (typeof OTHER_PARTS)[number] {
  return (OTHER_PARTS as readonly string[]).includes(part);
}

function bringIntoSight({ planId, part, isThere }: Travelled): void {
  const route = currentRoute();
  if (!isThere || route.page !== 'board') return;
  const isCard = part === 'rank' || part === 'plan' || part === 'gone';
  const cell = document.querySelector(`[role=gridcell][data-place="${CSS.escape(`${planId}/${part}`)}"]`);
  const isDate = part === 'start' || part === 'end';
  const bar = isDate && document.querySelector(`[data-bar][data-plan="${CSS.escape(planId)}"]`);
  if (!isCard && !cell && !bar && route.planId !== planId) openPlan(route.boardId, planId);
  showPlace({ planId, field: isCard ? null : part });
}

/** A place as fields of a plan name it for us: `PLAN/FIELD`. */
function placeOf(name: string | null): Place | null {
  const [planId, part] = name?.split('/') ?? [];
  return planId && part ? { planId, part } : null;
}

function wayOfKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): Way | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}
