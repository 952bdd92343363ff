import { isJsonObject, type Json, type JsonObject } from '../json';
import { DEPARTMENTS, ROLES, type Rights } from '../people';
import { isInForce, type Delegation, type Mandate } from '../turn/delegation';
import { GENESIS, signedDelegationSchema, signedDeviceLinkSchema, type RecordEntry } from '../record';

/** Name of the host as a device and as a member. */
export const HOST = 'host';

/** A key that the workspace record enrolled. */
export interface EnrolledDevice {
  readonly member: string;
  readonly publicKey: string;
  /** The entries that enrolled and removed it; null while it is in use. */
  readonly from: number;
  readonly until: number | null;
  /** The device and the nonce of the statement that vouched for it; absent on a member's first device. */
  readonly voucher?: string;
  /** A recovery key, which vouches for a device once and states nothing. */
  readonly isRecovery: boolean;
}

interface Moment {
  readonly seq: number;
  readonly rights: Rights;
}

/** What a member said last of who stands in for him; the hash is that of the entry. */
interface Named extends Omit<Delegation, 'allowed'> {
  readonly seq: number;
  readonly hash: string;
  /** The entry by which an owner said yes; null as long as none has. */
  readonly allowedFrom: number | null;
}

/**
 * Who had which rights and devices when, by the workspace record alone. It keeps every moment, because an entry of
 * a board is judged by the moment it names. Takes entries as they come and never throws; whether they may be there
 * is asked elsewhere.
 */
export class Roster {
  readonly #seqs = new Map<string, number>([[GENESIS, 0]]);
  readonly #members = new Map<string, Moment[]>();
  readonly #devices = new Map<string, EnrolledDevice>();
  /** Of each member in their order; null: from then on nobody stands in for him. */
  readonly #deputies = new Map<string, { readonly seq: number; readonly named: Named | null }[]>();
  readonly #restorations = new Map<string, JsonObject>();
  #seq = 0;

  /** How many entries it has taken. */
  get size(): number {
    return this.#seq;
  }

  /** Where in the workspace record a hash stands; 0 for the hash before the first entry, null for none of it. */
  seqOf(hash: Json | undefined): number | null {
    return typeof hash === 'string' ? (this.#seqs.get(hash) ?? null) : null;
  }

  /** The rights of a member once so many entries were there; null before he joined. */
  rightsAt(member: string, seq: number): Rights | null {
    return this.#members.get(member)?.findLast((moment) => moment.seq <= seq)?.rights ?? null;
  }

  /** A device that was enrolled and not yet removed once so many entries were there. */
  deviceAt(device: string, seq: number): EnrolledDevice | null {
    const known = this.#devices.get(device);
    if (!known || known.from > seq) return null;
    return known.until === null || known.until > seq ? known : null;
  }

  /** A device, in use or not; null when none of this name was ever enrolled. */
  device(id: string): EnrolledDevice | null {
    return this.#devices.get(id) ?? null;
  }

  /** Every device that a member ever had. */
  devicesOf(member: string): EnrolledDevice[] {
    return [...this.#devices.values()].filter((device) => device.member === member);
  }

  /** Who stands in for a member once so many entries were there; null for nobody, or if he ended that. */
  delegationAt(member: string, seq: number): (Delegation & { readonly hash: string }) | null {
    const last = this.#deputies.get(member)?.findLast((each) => each.seq <= seq)?.named;
    if (!last) return null;
    const { hash, deputy, from, until, allowedFrom } = last;
    return { hash, member, deputy, from, until, allowed: allowedFrom !== null && allowedFrom <= seq };
  }

  /** Everybody's last word on who stands in for him. */
  delegations(): (Delegation & { readonly hash: string })[] {
    return [...this.#deputies.keys()].flatMap((member) => this.delegationAt(member, this.#seq) ?? []);
  }

  /**
   * With what right somebody decides for another.
   * @param seq the moment of this record by which rights are judged
   * @param at the instant at which he decides
   */
  mandateAt(deputy: string, absent: string, seq: number, at: string): Mandate | null {
    const delegation = this.delegationAt(absent, seq);
    const rights = this.rightsAt(absent, seq);
    if (!rights || delegation?.deputy !== deputy || !isInForce(delegation, at)) return null;
    return { absent: rights, allowed: delegation.allowed };
  }

  /** The body of the `restored` entry of the workspace record that has this hash. */
  restoration(hash: Json | undefined): JsonObject | null {
    return typeof hash === 'string' ? (this.#restorations.get(hash) ?? null) : null;
  }

  take(entry: RecordEntry): void {
    this.#seq = entry.seq;
    this.#seqs.set(entry.hash, entry.seq);
    const body = isJsonObject(entry.body) ? entry.body : {};
    const { member, device } = body;
    switch (entry.kind) {
      case 'workspace-created':
        this.#enrol({ device: HOST, member: HOST, publicKey: body['hostKey'] ?? null }, entry.seq);
        break;
      case 'member-joined':
      case 'role-changed':
        if (typeof member === 'string') this.#setRights(member, rightsIn(member, body), entry.seq);
        break;
      case 'member-removed':
        if (typeof member === 'string') this.#remove(member, entry.seq);
        break;
      case 'device-enrolled':
        if (device !== HOST) this.#enrol(body, entry.seq);
        break;
      case 'device-removed':
        if (typeof device === 'string') this.#removeDevice(device, entry.seq);
        break;
      case 'delegated':
        this.#delegate(entry, body['delegated'] ?? null);
        break;
      case 'deputy-allowed':
        this.#allow(body['delegation'] ?? null, entry.seq);
        break;
      case 'restored':
        this.#restorations.set(entry.hash, body);
        break;
      default:
        break;
    }
  }

  #setRights(member: string, rights: Rights, seq: number): void {
    const moments = this.#members.get(member) ?? [];
    // Whoever was removed does not come back under the same name.
    const active = rights.active && moments.at(-1)?.rights.active !== false;
    this.#members.set(member, [...moments, { seq, rights: { ...rights, active } }]);
  }

  #remove(member: string, seq: number): void {
    const last = this.#members.get(member)?.at(-1)?.rights;
    if (last) this.#setRights(member, { ...last, active: false }, seq);
  }

  /** A key once known is never replaced, or the host could sign for a device that exists. */
  #enrol({ device, member, publicKey, vouched, kind }: JsonObject, from: number): void {
    if (typeof device !== 'string' || typeof member !== 'string' || typeof publicKey !== 'string') return;
    if (this.#devices.has(device)) return;
    const link = signedDeviceLinkSchema.safeParse(vouched).data;
    const voucher = link ? { voucher: voucherOf(link.device, link.statement.nonce) } : {};
    const isRecovery = kind === 'recovery';
    this.#devices.set(device, { member, publicKey, from, until: null, isRecovery, ...voucher });
  }

  #delegate({ seq, hash }: RecordEntry, said: Json): void {
    const signed = signedDelegationSchema.safeParse(said).data;
    if (!signed) return;
    const { member, deputy } = signed.statement;
    const named = deputy && { member, deputy: deputy.member, from: deputy.from, until: deputy.until };
    const former = this.#deputies.get(member) ?? [];
    this.#deputies.set(member, [
      ...former,
      { seq, named: named ? { ...named, seq, hash, allowedFrom: null } : null },
    ]);
  }

  #allow(delegation: Json, seq: number): void {
    for (const [member, all] of this.#deputies)
      this.#deputies.set(
        member,
        all.map((each) =>
          each.named?.hash === delegation && each.named.allowedFrom === null
            ? { ...each, named: { ...each.named, allowedFrom: seq } }
            : each,
        ),
      );
  }

  #removeDevice(device: string, seq: number): void {
    const known = this.#devices.get(device);
    if (known && known.until === null && device !== HOST) this.#devices.set(device, { ...known, until: seq });
  }
}

/** Names what vouched for a device: one statement adds one. */
export function voucherOf(device: string, nonce: string): string {
  return `${device}/${nonce}`;
}

/** Rights in words that this version does not know are none. */
function rightsIn(id: string, { role, department, approver, walkIn }: JsonObject): Rights {
  const known = {
    role: ROLES.find((each) => each === role),
    department: DEPARTMENTS.find((each) => each === department),
  };
  return {
    id,
    role: known.role ?? 'guest',
    department: known.department ?? 'other',
    approver: approver === true && known.role !== undefined && known.department !== undefined,
    active: true,
    ...(walkIn === true ? { walkIn } : {}),
  };
}
