import type { FeedFilter } from '../../../../shared/api/contract';
import { PLAN_KINDS, departmentOf } from '../../../../shared/domain/plan';
import type { CalendarFilter } from '../../../state/calendar';

/** Who gets to a host with the address of a subscription; the first that holds. */
export type FeedReach =
  /** Only this computer. */
  | 'here'
  /** Nobody without a word of trust first: the host has a certificate of its own. */
  | 'untrusted'
  /** Programs in the house, and no service on the web. */
  | 'house'
  /** Everybody, and whoever sits between reads along. */
  | 'plain'
  | 'all';

/**
 * @param base address of the host
 * @param cert fingerprint of its own certificate; null where it has none, or nobody here knows
 */
export function feedReach(base: string, cert: string | null): FeedReach {
  const { hostname, protocol } = new URL(base);
  if (/^(localhost|.*\.localhost|127\..*|\[::1\])$/.test(hostname)) return 'here';
  if (protocol === 'https:' && cert !== null) return 'untrusted';
  if (isInHouse(hostname)) return 'house';
  return protocol === 'https:' ? 'all' : 'plain';
}

/** Addresses and names that hold in one network alone (RFC 1918, 3927, 4193, 4291, 6598, 6762, 8375). */
function isInHouse(hostname: string): boolean {
  if (hostname.startsWith('[')) return /^\[f([cd]|e[89ab])/.test(hostname);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(hostname))
    return /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      hostname,
    );
  return /^[^.]+$|\.(local|lan|home|internal|intranet|corp|box|home\.arpa)$/.test(hostname);
}

/** The same address of a subscription, as others reach the host. */
export function feedOn(url: string, base: string): string {
  return base.replace(/\/+$/, '') + new URL(url).pathname;
}

/** What of a filter a subscription can keep; null: nothing. State and owner change too often for a calendar elsewhere. */
export function feedFilterOf({ department, channel, region }: CalendarFilter): FeedFilter | null {
  const kind = PLAN_KINDS.find((each) => departmentOf(each) === department);
  if (kind === undefined && channel === null && region === null) return null;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(channel === null ? {} : { channels: [channel] }),
    ...(region === null ? {} : { regions: [region] }),
  };
}
