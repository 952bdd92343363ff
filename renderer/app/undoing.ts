import { useCallback, useEffect, useRef } from 'react';
import { isVisible } from '../../shared/domain/text/typed-text';
import { useBoardActions, type Place, type Travelled } from '../client';
import { useT } from '../i18n';
import { currentRoute, navigate, openPlan } from '../state/route';
import { showLine, showPlace } from '../state/shown-place';
import {
  followTexts,
  isComposing,
  isText,
  isUntouched,
  keepDrafts,
  OVERLAYS,
  showToast,
  travelInText,
} from '../ui';

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
  return useCallback((way) => latest.current(way, null), []);
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
      if (travelInText(here, way)) return;
      // Undoing a comment brings people into its empty box, from where it has to come back.
      if (isOwnText && !isUntouched(here)) return;
    }
    if (!place && here?.closest(OVERLAYS)) return;
    keepDrafts();
    const travelled = actions[way](place);
    if (!travelled) return;
    say(way, travelled);
    const isHere =
      place?.root === travelled.root && place.id === travelled.id && place.part === travelled.part;
    if (!isHere) bringIntoSight(travelled);
  };
}

/** Says what was taken back or put back, and where. */
function useSaying(): (way: Way, travelled: Travelled) => void {
  const t = useT('frame');
  const common = useT('common');
  return (way, { root, part, title, isThere, isOffered, stays }) => {
    const isLine = root !== 'plans';
    const field = `field.${part}` as 'field.title';
    const own = `undone.${isLine ? `${root}.${part}` : part}` as 'undone.rank';
    const what = t.has(own) ? t(own) : common.has(field) ? common(field) : t('undone.other');
    const words = {
      what,
      title: isVisible(title) ? title.trim() : isLine ? t(`undone.${root}.untitled`) : common('untitled'),
    };
    const isWhole = part === 'whole' || part === 'gone';
    const whole = isLine ? `undone.${root}.` : 'undone.plan';
    const key = stays
      ? `undone.stays.${stays}`
      : isWhole
        ? `${whole}${isThere ? 'Back' : 'Gone'}`
        : `undone.${isOffered ? 'offered' : way}`;
    void showToast({ tone: 'done', title: t(key as 'undone.undo', words), topic: 'undone' });
  };
}

function bringIntoSight({ root, id, part, isThere }: Travelled): void {
  const route = currentRoute();
  if (!isThere || route.page !== 'board') return;
  if (root !== 'plans') {
    if (route.view !== 'workshop') navigate({ ...route, view: 'workshop', planId: null });
    return showLine({ root, id, part });
  }
  const isCard = part === 'rank' || part === 'whole' || part === 'gone';
  const cell = document.querySelector(`[role=gridcell][data-place="${CSS.escape(`${id}/${part}`)}"]`);
  const isDate = part === 'start' || part === 'end';
  const bar = isDate && document.querySelector(`[data-bar][data-plan="${CSS.escape(id)}"]`);
  if (!isCard && !cell && !bar && route.planId !== id) openPlan(route.boardId, id);
  showPlace({ planId: id, field: isCard ? null : part });
}

/** A place as fields name it for us: `PLAN/FIELD`, or `agenda/ITEM/FIELD`. */
function placeOf(name: string | null): Place | null {
  const [first, second, third] = name?.split('/') ?? [];
  if (!first || !second) return null;
  if (!third) return { root: 'plans', id: first, part: second };
  return first === 'agenda' || first === 'tasks' ? { root: first, id: second, part: third } : null;
}

function wayOfKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): Way | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}
