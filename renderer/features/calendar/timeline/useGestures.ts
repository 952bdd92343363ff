import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { TimelinePlan } from '../../../../shared/domain/timeline/items';
import type { Zoom } from '../../../../shared/domain/timeline/span';
import { isComposing } from '../../../ui';
import {
  datesAfter,
  gripAt,
  snapOf,
  snapped,
  type Gesture,
  type Grip,
  type HeldPlan,
} from '../logic/gesture';
import type { Planning } from '../planning';

/** A pointer has to go so far before it is taken for dragging. */
const SLACK = 4;
/** A finger takes a bar once it has rested on it for so long, about where it came down. Until then it scrolls. */
const RESTS_MS = 400;
const FINGER_SLACK = 10;

interface Held {
  readonly plans: readonly HeldPlan[];
  readonly grip: Grip;
  readonly pointerId: number;
  readonly x: number;
  readonly isTouch: boolean;
}

export interface GestureOptions {
  readonly planning: Planning | null;
  readonly planOf: (planId: string) => TimelinePlan | undefined;
  readonly zoom: Zoom;
  readonly px: number;
  /** What the bars lie on. */
  readonly sheet: RefObject<HTMLElement | null>;
}

/**
 * Moving bars and their ends, with pointer and keys. Until it is dropped nothing is written; Escape, or going elsewhere,
 * takes it back.
 */
export function useGestures({ planning, planOf, zoom, px, sheet }: GestureOptions) {
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOBODY);
  const held = useRef<Held | null>(null);
  const wasDragged = useRef(false);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);

  const heldWith = (planId: string): HeldPlan[] => {
    const ids = chosen.has(planId) ? [...chosen] : [planId];
    return ids.flatMap((id) => {
      const plan = planOf(id);
      const item = plan?.items.at(-1);
      return plan && item && !item.deleted ? [{ plan, item }] : [];
    });
  };
  const drop = (done: Gesture) => {
    setGesture(null);
    const moved = datesAfter(done).filter(
      ({ start, end }, at) => start !== done.plans[at]?.item.start || end !== done.plans[at]?.item.end,
    );
    if (moved.length > 0)
      planning?.move(moved.map(({ plan, start, end }) => ({ planId: plan.planId, start, end })));
  };
  const takeBack = () => {
    clearTimeout(resting.current);
    held.current = null;
    setGesture(null);
  };
  const take = (element: HTMLElement, from: Held, days: number) => {
    element.setPointerCapture(from.pointerId);
    wasDragged.current = true;
    setGesture({ plans: from.plans, grip: from.grip, days, by: 'pointer' });
  };
  const choose = (planId: string) =>
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(planId)) next.add(planId);
      return next;
    });

  // The focus need not be here while a pointer drags.
  const isDragging = gesture?.by === 'pointer';
  useEffect(() => {
    if (!isDragging) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (isComposing(event) || event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      wasDragged.current = true;
      held.current = null;
      setGesture(null);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isDragging]);

  const pointer = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      wasDragged.current = false;
      clearTimeout(resting.current);
      const bar = barAt(event.target);
      if (!planning || !bar || event.button !== 0 || !event.isPrimary) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const isTouch = event.pointerType === 'touch';
      const from: Held = {
        plans: heldWith(bar.dataset['plan'] ?? ''),
        grip: gripOn(bar, event.clientX, isTouch),
        pointerId: event.pointerId,
        x: event.clientX,
        isTouch,
      };
      held.current = from;
      const element = event.currentTarget;
      if (isTouch && from.plans.length > 0)
        resting.current = setTimeout(() => take(element, from, 0), RESTS_MS);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = held.current;
      if (!from || from.plans.length === 0) return;
      const way = event.clientX - from.x;
      if (!gesture && Math.abs(way) < (from.isTouch ? FINGER_SLACK : SLACK)) return;
      if (!gesture && from.isTouch) return takeBack();
      const days = snapped(way / px, event.altKey ? 1 : snapOf(zoom));
      if (!gesture) take(event.currentTarget, from, days);
      else if (gesture.days !== days) setGesture({ ...gesture, days });
    },
    onPointerUp() {
      clearTimeout(resting.current);
      held.current = null;
      if (gesture?.by === 'pointer') drop(gesture);
    },
    onContextMenu(event: MouseEvent<HTMLElement>) {
      // A finger that rests on a link is asked what to do with the link.
      if (held.current?.isTouch) event.preventDefault();
    },
    onPointerCancel: takeBack,
  };

  // Browsers ask before a finger moves whether it scrolls, so this listens all the time.
  useEffect(() => {
    const element = sheet.current;
    const stop = (event: TouchEvent) => {
      if (wasDragged.current && held.current?.isTouch && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', stop, { passive: false });
    return () => element?.removeEventListener('touchmove', stop);
  }, [sheet]);

  /** Whether a key was one of these. */
  const onKey = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (isComposing(event)) return false;
    const planId = barAt(event.target)?.dataset['plan'];
    if (event.key === 'Escape' && (gesture || chosen.size > 0)) {
      if (gesture) takeBack();
      else setChosen(NOBODY);
      return true;
    }
    if (!planning || planId === undefined) return false;
    if (event.key === 'Enter' && gesture?.by === 'keys') {
      drop(gesture);
      return true;
    }
    if (event.key === ' ') {
      choose(planId);
      return true;
    }
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step === 0 || !event.shiftKey || event.ctrlKey || event.metaKey) return false;
    const grip: Grip = event.altKey ? 'end' : 'move';
    const isSame = gesture?.by === 'keys' && gesture.grip === grip;
    const held = isSame ? gesture.plans : heldWith(planId);
    const days = (isSame ? gesture.days : 0) + step * snapOf(zoom);
    if (held.length > 0) setGesture({ plans: held, grip, days, by: 'keys' });
    return true;
  };

  return {
    gesture,
    chosen,
    choose,
    pointer,
    onKey,
    /** Leaving a bar takes back what keys did with it. */
    leave: () => setGesture((now) => (now?.by === 'keys' ? null : now)),
    /** Whether the click that comes now ends a drag. */
    endsDrag: () => wasDragged.current,
    chooseNone: () => setChosen(NOBODY),
  };
}

/** Words beside a bar hold it as a whole. */
function gripOn(bar: HTMLElement, x: number, isTouch: boolean): Grip {
  const { left, right, width } = bar.getBoundingClientRect();
  const { words } = bar.dataset;
  const own = words === undefined ? width : Number.parseFloat(bar.style.getPropertyValue('--bar'));
  const into = x - (words === 'before' ? right - own : left);
  return into < 0 || into > own ? 'move' : gripAt(into, own, isTouch);
}

export function barAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
}

const NOBODY: ReadonlySet<string> = new Set();
