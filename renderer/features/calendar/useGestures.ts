import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { TimelinePlan } from '../../../shared/domain/timeline/items';
import type { Zoom } from '../../../shared/domain/timeline/span';
import { isComposing } from '../../ui';
import { datesAfter, gripAt, snapOf, snapped, type Gesture, type Grip, type HeldPlan } from './logic/gesture';
import type { Planning } from './planning';

/** A pointer has to go so far before it is taken for dragging. */
const SLACK = 4;

interface Held {
  readonly plans: readonly HeldPlan[];
  readonly grip: Grip;
  readonly pointerId: number;
  readonly x: number;
}

export interface GestureOptions {
  readonly planning: Planning | null;
  readonly plans: ReadonlyMap<string, TimelinePlan>;
  readonly zoom: Zoom;
  readonly px: number;
}

/**
 * Moving bars and their ends, with pointer and keys. Until it is dropped nothing is written; Escape, or going elsewhere,
 * takes it back.
 */
export function useGestures({ planning, plans, zoom, px }: GestureOptions) {
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOBODY);
  const held = useRef<Held | null>(null);
  const wasDragged = useRef(false);

  const heldWith = (planId: string): HeldPlan[] => {
    const ids = chosen.has(planId) ? [...chosen] : [planId];
    return ids.flatMap((id) => {
      const plan = plans.get(id);
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
    held.current = null;
    setGesture(null);
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
      const bar = barAt(event.target);
      // A finger scrolls; it opens the plan, whose fields have its dates.
      if (!planning || !bar || event.button !== 0 || event.pointerType === 'touch') return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      held.current = {
        plans: heldWith(bar.dataset['plan'] ?? ''),
        grip: gripOn(bar, event.clientX),
        pointerId: event.pointerId,
        x: event.clientX,
      };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = held.current;
      if (!from || from.plans.length === 0) return;
      const way = event.clientX - from.x;
      if (!gesture && Math.abs(way) < SLACK) return;
      if (!gesture) event.currentTarget.setPointerCapture(from.pointerId);
      wasDragged.current = true;
      const days = snapped(way / px, event.altKey ? 1 : snapOf(zoom));
      if (!gesture || gesture.days !== days)
        setGesture({ plans: from.plans, grip: from.grip, days, by: 'pointer' });
    },
    onPointerUp() {
      held.current = null;
      if (gesture?.by === 'pointer') drop(gesture);
    },
    onPointerCancel: takeBack,
  };

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
function gripOn(bar: HTMLElement, x: number): Grip {
  const { left, right, width } = bar.getBoundingClientRect();
  const { words } = bar.dataset;
  const own = words === 'inside' ? width : Number.parseFloat(bar.style.getPropertyValue('--bar'));
  const into = x - (words === 'before' ? right - own : left);
  return into < 0 || into > own ? 'move' : gripAt(into, own, false);
}

export function barAt(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
}

const NOBODY: ReadonlySet<string> = new Set();
