import { describe, expect, it, test } from 'vitest';
import {
  GENESIS,
  hostSigningText,
  signingText,
  type DeviceLinkStatement,
} from '../../../shared/domain/record';
import { keyRingOf, verifySignatures } from '../../../shared/domain/verify';
import { pair, verify, type Pair } from './signing';
import { Log } from './support';

describe('[VERIFY-6] a further device', () => {
  const HOST = pair();
  const max = pair();
  const phone = pair();
  const vera = pair();
  const link = (by = max, device = 'max-laptop', over: Partial<DeviceLinkStatement> = {}, fill = 1) => {
    const nonce = Buffer.alloc(16, fill).toString('base64url');
    const statement = { v: 1, kind: 'device-link', member: 'max', head: GENESIS, nonce, ...over } as const;
    return { statement, device, sig: by.sign(signingText(statement)) };
  };
  type Link = ReturnType<typeof link>;
  const enrol = (log: Log, device: string, { publicKey }: Pair, vouched?: Link, by = vouched?.device) =>
    log.append('device-enrolled', {
      body: {
        device,
        member: device.split('-')[0] ?? '',
        publicKey,
        by: by ?? 'host',
        ...(vouched ? { vouched } : {}),
      },
    });
  const beginning = () => {
    const log = new Log().append('workspace-created', { body: { hostKey: HOST.publicKey } });
    return enrol(enrol(log, 'max-laptop', max), 'vera-laptop', vera);
  };
  const faultOf = ({ entries }: Log) => {
    const signed = entries.map((entry) => ({ ...entry, sig: HOST.sign(hostSigningText(entry)) }));
    return verifySignatures(signed, keyRingOf(entries), verify);
  };
  const fault = (seq: number) => ({ seq, fault: 'wrong-signature' });

  it('is vouched for by one its member had, and may vouch in turn', async () => {
    const log = enrol(beginning(), 'max-phone', phone, link());
    expect(await faultOf(log)).toBeNull();
    expect(await faultOf(enrol(log, 'max-tablet', pair(), link(phone, 'max-phone')))).toBeNull();
  });

  test.each<[string, Link | undefined, string?]>([
    ['nothing', undefined],
    ["another member's device", link(vera, 'vera-laptop')],
    ["another member's key", link(vera)],
    ['itself', link(phone, 'max-phone')],
    ['a device that does not exist', link(max, 'max-none')],
    ['a statement about somebody else', link(max, 'max-laptop', { member: 'vera' })],
    ['a device the entry does not name', link(), 'vera-laptop'],
    ['something else that was signed', { ...link(), statement: { v: 1 } } as unknown as Link],
  ])('is not vouched for by %s', async (_what, vouched, by) => {
    expect(await faultOf(enrol(beginning(), 'max-phone', phone, vouched, by))).toEqual(fault(4));
  });

  it('does not come of a statement that another one came of', async () => {
    const log = enrol(enrol(beginning(), 'max-phone', phone, link()), 'max-tablet', pair(), link());
    expect(await faultOf(log)).toEqual(fault(5));
  });

  it('[PEOPLE-7] is the one key that its voucher named, if it named one', async () => {
    const named = link(max, 'max-laptop', { deviceKey: phone.publicKey });
    expect(await faultOf(enrol(beginning(), 'max-phone', phone, named))).toBeNull();
    expect(await faultOf(enrol(beginning(), 'max-phone', pair(), named))).toEqual(fault(4));
  });

  it('does not pass for a first one by standing before it', async () => {
    const log = new Log().append('workspace-created', { body: { hostKey: HOST.publicKey } });
    expect(await faultOf(enrol(enrol(log, 'max-fake', pair()), 'max-laptop', max))).toEqual(fault(3));
  });
});
