import { describe, expect, it, test } from 'vitest';
import { verifyEd25519 } from '../../../server/base/crypto';
import { GENESIS, signingText, WORKSPACE, type DeviceLinkStatement } from '../../../shared/domain/record';
import { RecordBook } from '../../../shared/domain/verify/book';
import { keyOf, Records } from '../../support/host/records';

describe('[VERIFY-6] a further device', () => {
  const link = (
    by = 'max-laptop',
    device = 'max-laptop',
    over: Partial<DeviceLinkStatement> = {},
    fill = 1,
  ) => {
    const nonce = Buffer.alloc(16, fill).toString('base64url');
    const statement = { v: 1, kind: 'device-link', member: 'max', head: GENESIS, nonce, ...over } as const;
    return { statement, device, sig: keyOf(by).sign(signingText(statement)) };
  };
  type Link = ReturnType<typeof link>;
  const enrol = (records: Records, device: string, vouched?: Link, by = vouched?.device) =>
    records.enrol('max', device, { by: by ?? 'host', ...(vouched ? { vouched } : {}) });
  const beginning = () => Records.founded();
  const faultOf = ({ workspace }: Records) => new RecordBook(verifyEd25519).check(WORKSPACE, workspace);
  const last = ({ workspace }: Records) => ({ seq: workspace.length, fault: 'wrong-signature' });

  it('is vouched for by one its member had, and may vouch in turn', async () => {
    const records = enrol(beginning(), 'max-phone', link());
    expect(await faultOf(records)).toBeNull();
    expect(await faultOf(enrol(records, 'max-tablet', link('max-phone', 'max-phone')))).toBeNull();
  });

  test.each<[string, Link | undefined, string?]>([
    ['nothing', undefined],
    ["another member's device", link('vera-laptop', 'vera-laptop')],
    ["another member's key", link('vera-laptop')],
    ['itself', link('max-phone', 'max-phone')],
    ['a device that does not exist', link('max-laptop', 'max-none')],
    ['a statement about somebody else', link('max-laptop', 'max-laptop', { member: 'vera' })],
    ['a device the entry does not name', link(), 'vera-laptop'],
    ['something else that was signed', { ...link(), statement: { v: 1 } } as unknown as Link],
  ])('is not vouched for by %s', async (_what, vouched, by) => {
    const records = enrol(beginning(), 'max-phone', vouched, by);
    expect(await faultOf(records)).toEqual(last(records));
  });

  it('does not come of a statement that another one came of', async () => {
    const records = enrol(enrol(beginning(), 'max-phone', link()), 'max-tablet', link());
    expect(await faultOf(records)).toEqual(last(records));
  });

  it('[PEOPLE-7] is the one key that its voucher named, if it named one', async () => {
    const named = link('max-laptop', 'max-laptop', { deviceKey: keyOf('max-phone').publicKey });
    expect(await faultOf(enrol(beginning(), 'max-phone', named))).toBeNull();
    const other = enrol(beginning(), 'max-tablet', named);
    expect(await faultOf(other)).toEqual(last(other));
  });

  it('is not vouched for by one that was removed', async () => {
    const records = beginning().byHost(WORKSPACE, 'device-removed', { device: 'max-laptop' });
    expect(await faultOf(enrol(records, 'max-phone', link()))).toEqual(last(records));
  });
});
