let justMade: string | null = null;

/** Remembers the plan this window has just made: its panel puts the focus into the title. */
export function markNewPlan(planId: string): void {
  justMade = planId;
}

/** Whether a plan is the one just made; until another is, or `forgetNewPlan`. */
export function isNewPlan(planId: string): boolean {
  return justMade === planId;
}

export function forgetNewPlan(): void {
  justMade = null;
}
