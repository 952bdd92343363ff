import { isJsonObject, type Json } from '../json';
import type { PlanJson } from '../plan';
import { isVisible } from '../text/typed-text';
import type { Warning } from './warnings';

const PREFIX = 'accepted ';
/** A plan keeps so many reasons; what they were about is mostly over by then. */
export const REASON_LIMIT = 500;

/** Where in a plan's `meta` the reason lies for which a warning was accepted. */
export function acceptedKey(warning: Pick<Warning, 'key'>): string {
  return `${PREFIX}${warning.key}`;
}

/** Why a warning of a plan was accepted; null while it was not. Any writer can write anything there. */
export function acceptedReason(
  plan: Pick<PlanJson, 'id'> & { readonly meta?: Json },
  warning: Pick<Warning, 'key'>,
): string | null {
  const { meta } = plan;
  return isJsonObject(meta) ? reasonIn(meta[acceptedKey(warning)]) : null;
}

/** The causes of all warnings that a plan's `meta` has a reason for. */
export function acceptedCauses(meta: Json | undefined): string[] {
  if (!isJsonObject(meta)) return [];
  return Object.keys(meta)
    .filter((key) => key.startsWith(PREFIX) && reasonIn(meta[key]) !== null)
    .map((key) => key.slice(PREFIX.length))
    .sort();
}

function reasonIn(value: Json | undefined): string | null {
  return typeof value === 'string' && isVisible(value) ? value.slice(0, REASON_LIMIT) : null;
}
