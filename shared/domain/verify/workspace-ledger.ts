import { isJsonObject } from '../json';
import { mayDelegate } from '../turn/delegation';
import { mayAdminister } from '../policy';
import { signedDelegationSchema, signedDeviceLinkSchema, signingText, type RecordEntry } from '../record';
import { textOrNull, type FaultKind } from './chain';
import type { Judgement, Ledger } from './signatures';
import { HOST, voucherOf, type Roster } from './roster';
import { isPersonal, signatureOf, type Personal, type SignatureToCheck } from './signatures';

/**
 * The workspace's record, entry by entry: the host signs it, each further device of a member is vouched for by one he
 * had, and what a person states here an owner states.
 */
export class WorkspaceLedger implements Ledger {
  readonly #nonces = new Set<string>();

  constructor(readonly roster: Roster) {}

  judge(entry: RecordEntry): Judgement {
    const { roster } = this;
    // The first entry names the key it is signed with.
    if (entry.seq === 1) roster.take(entry);
    const before = entry.seq === 1 ? 1 : entry.seq - 1;
    const device = roster.deviceAt(entry.device, before);
    if (!device || device.member !== entry.by) return { fault: 'unknown-device' };
    const own = signatureOf(entry, device);
    const vouching = entry.kind === 'device-enrolled' ? this.#vouchingOf(entry) : [];
    const delegating = entry.kind === 'delegated' ? this.#delegatingOf(entry) : [];
    if (!own || !vouching || !delegating) return { fault: 'wrong-signature' };
    const signatures = [own, ...vouching, ...delegating];
    const unsaid = entry.kind === 'delegated' ? this.#faultOfDelegation(entry) : null;
    if (unsaid) return { ...unsaid, signatures };
    if (isPersonal(entry)) {
      const rights = roster.rightsAt(entry.by, before);
      const reason = rights ? mayAdminister(rights) : 'removed';
      if (reason) return { fault: 'no-right', reason, signatures };
      const fault = this.#faultOfStatement(entry);
      if (fault) return { fault, signatures };
    }
    if (entry.seq > 1) roster.take(entry);
    return { fault: null, signatures };
  }

  /** A statement is made once, by somebody who had seen an entry before it. */
  #faultOfStatement({ device, statement, body }: Personal): FaultKind | null {
    const used = voucherOf(device, String(statement.nonce));
    if (this.#nonces.has(used)) return 'replayed';
    this.#nonces.add(used);
    const head = String(statement.head);
    if (this.roster.seqOf(head) !== null) return null;
    // Where a backup's record takes the place of the one that was there, the owner had seen the end of that one.
    const lost = isJsonObject(body?.['lost']) ? body['lost']['workspace'] : undefined;
    return isJsonObject(lost) && lost['hash'] === head ? null : 'unseen';
  }

  /** The signature of the member who names his deputy; null when it cannot hold. */
  #delegatingOf({ seq, body }: RecordEntry): SignatureToCheck[] | null {
    const signed = signedDelegationSchema.safeParse(body?.['delegated']).data;
    const device = signed && this.roster.deviceAt(signed.device, seq - 1);
    if (!signed || !device || device.isRecovery || device.member !== signed.statement.member) return null;
    return [{ seq, publicKey: device.publicKey, text: signingText(signed.statement), sig: signed.sig }];
  }

  /** A deputy is named once by each statement, by whoever may, and whoever named him had seen an entry before it. */
  #faultOfDelegation({ seq, body }: RecordEntry): Judgement | null {
    const { statement, device } = signedDelegationSchema.parse(body?.['delegated']);
    const { member, deputy, nonce, head } = statement;
    const used = voucherOf(device, nonce);
    if (this.#nonces.has(used)) return { fault: 'replayed' };
    this.#nonces.add(used);
    if (this.roster.seqOf(head) === null) return { fault: 'unseen' };
    const rights = this.roster.rightsAt(member, seq - 1);
    if (!rights?.active) return { fault: 'no-right', reason: 'removed' };
    const reason = deputy ? mayDelegate(rights, this.roster.rightsAt(deputy.member, seq - 1)) : null;
    return reason && { fault: 'no-right', reason };
  }

  /**
   * What has to hold for an entry to enrol its device: nothing for a member's first, which comes by an invite; for
   * any further one the signature of a device before it. Null when it cannot hold.
   */
  #vouchingOf({ seq, body }: RecordEntry): SignatureToCheck[] | null {
    const { device, member, publicKey, vouched, by } = isJsonObject(body) ? body : {};
    const enrolsNobody =
      device === HOST ||
      typeof device !== 'string' ||
      typeof member !== 'string' ||
      typeof publicKey !== 'string';
    if (enrolsNobody) return [];
    const own = this.roster.devicesOf(member);
    if (own.length === 0 && vouched === undefined) return [];
    const parsed = signedDeviceLinkSchema.safeParse(vouched);
    if (!parsed.success) return null;
    const { statement, device: voucherId, sig } = parsed.data;
    const voucher = this.roster.deviceAt(voucherId, seq - 1);
    if (!voucher || voucher.member !== member) return null;
    if (statement.member !== member || by !== voucherId) return null;
    if (statement.deviceKey !== undefined && statement.deviceKey !== publicKey) return null;
    // One statement adds one device.
    const name = voucherOf(voucherId, statement.nonce);
    if (own.some((known) => known.voucher === name)) return null;
    const text = textOrNull(() => signingText(statement));
    return text === null ? null : [{ seq, publicKey: voucher.publicKey, text, sig }];
  }
}
