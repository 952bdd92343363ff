import { isVisible } from '../../../shared/domain/text/typed-text';
import { useEffect, useMemo, type ReactNode, type RefObject } from 'react';
import { useBoardActions, useWorkspace, type PlanRow } from '../../client';
import { useT } from '../../i18n';
import { usePlaceShown } from '../../state/shown-place';
import { PlanContext, PlanPlaceContext, useIsFrozen, type PlanPlace, type PlanScope } from './plan-context';

/** The plan that everything within is about. */
export function OpenPlan({ scope, children }: { scope: OpenedPlan; children: ReactNode }) {
  return (
    <PlanPlaceContext.Provider value={scope.place}>
      <PlanContext.Provider value={scope}>{children}</PlanContext.Provider>
    </PlanPlaceContext.Provider>
  );
}

interface OpenedPlan extends PlanScope {
  readonly place: PlanPlace;
}

/** A plan on the screen: where it is a form the others see that one is there, and links lead to its parts. */
export function useOpenPlan(
  row: PlanRow,
  { canEdit, isReading }: Pick<PlanPlace, 'canEdit' | 'isReading'>,
  sheet: RefObject<HTMLElement | null>,
): OpenedPlan {
  const place = usePlace(row.id, canEdit, isReading, sheet);
  usePresenceIn(isReading ? null : row.id);
  usePlaceShown(({ planId, field }) => {
    if (planId !== row.id || field === null) return false;
    // Later, because a page that has just opened takes the focus first.
    place.jumpTo(field);
    return true;
  });
  return useScope(row, place);
}

/** False for guests, when nothing may change any more, and for plans that are only in the record. */
export function useCanEdit(row: PlanRow): boolean {
  const isGuest = useWorkspace((workspace) => workspace.me.role === 'guest');
  const isFrozen = useIsFrozen();
  return !isGuest && !isFrozen && !row.status.deleted;
}

function usePlace(
  planId: string,
  canEdit: boolean,
  isReading: boolean,
  sheet: RefObject<HTMLElement | null>,
): PlanPlace {
  return useMemo(
    () => ({
      planId,
      canEdit,
      isReading,
      // Later, because a dialog that closes now first returns the focus to where it was.
      jumpTo: (field) => setTimeout(() => showField(sheet.current, field)),
    }),
    [planId, canEdit, isReading, sheet],
  );
}

function useScope(row: PlanRow, place: PlanPlace): OpenedPlan {
  const common = useT('common');
  const { title } = row.json;
  return useMemo(
    () => ({
      ...place,
      place,
      row,
      title: typeof title === 'string' && isVisible(title) ? title : common('untitled'),
    }),
    [place, row, title, common],
  );
}

/** Shows the others that this person is at work in the plan. What somebody reads is told to nobody: null then. */
function usePresenceIn(planId: string | null): void {
  const { setPresence } = useBoardActions();
  useEffect(() => {
    if (planId === null) return;
    setPresence({ plan: planId });
    return () => setPresence({});
  }, [planId, setPresence]);
}

/** A comment that is folded away, or gone, is looked for in the discussion. */
function showField(sheet: HTMLElement | null, field: string): void {
  if (!focusField(sheet, field) && field.startsWith('comment/')) focusField(sheet, 'comments');
}

/** @returns whether it is there */
export function focusField(sheet: HTMLElement | null, field: string): boolean {
  const frame = sheet?.querySelector(`[data-field="${CSS.escape(field)}"]`);
  frame?.scrollIntoView({ block: 'center' });
  frame
    ?.querySelector<HTMLElement>('input:not([aria-hidden]), textarea, [contenteditable="true"], button')
    ?.focus();
  if (frame instanceof HTMLElement && frame.tabIndex === -1 && frame.dataset['field'] === field)
    frame.focus();
  return frame !== null && frame !== undefined;
}
