import { isJsonObject, type Json } from '../json';
import type { PlanJson } from '../plan';
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
  const reason = isJsonObject(meta) ? meta[acceptedKey(warning)] : undefined;
  return typeof reason === 'string' && reason.trim() !== '' ? reason.slice(0, REASON_LIMIT) : null;
}
