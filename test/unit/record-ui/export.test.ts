import { describe, expect, it } from 'vitest';
import { webcrypto } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { canCheck, checkRecord } from '../../../renderer/features/record/export/check-record.mjs';
import { recordPage, type ExportedRecord } from '../../../renderer/features/record/export/record-page';
import { GENESIS, signingText, WORKSPACE } from '../../../shared/domain/record';
import { wordsOf } from '../../support/desktop/words';
import { BOARD, campaign, keyOf, PROMISE, Records, type Words } from '../../support/host/records';

const A = campaign({ title: 'Größe "8" </script> – €' });

function exported(records = story()): ExportedRecord {
  const { workspace, board } = records;
  return {
    format: 'handschlag-record-1',
    exportedAt: '2027-01-01T00:00:00Z',
    title: 'Wärmepumpe',
    names: {},
    workspace,
    board,
  };
}

function story(): Records {
  const nonce = Buffer.alloc(16, 1).toString('base64url');
  const statement = { v: 1, kind: 'device-link', member: 'vera', head: GENESIS, nonce } as const;
  const vouched = {
    statement,
    device: 'vera-laptop',
    sig: keyOf('vera-laptop').sign(signingText(statement)),
  };
  return Records.founded()
    .enrol('vera', 'vera-phone', { by: 'vera-laptop', vouched })
    .submit(A)
    .decide('request-changes', A)
    .submit(A)
    .decide('approve', A, 'vera', { device: 'vera-phone' })
    .end('launched', A);
}

const subtle = webcrypto.subtle;
const check = (record: ExportedRecord) => checkRecord(record, subtle);

describe('[EXPORT-20] an exported record', () => {
  it('checks itself with nothing of Handschlag', async () => {
    expect(await canCheck(subtle)).toBe(true);
    const { fault, entries } = await check(exported());
    expect({ fault, entries }).toEqual({ fault: null, entries: story().workspace.length + 6 });
  });

  it.each<[string, Records, string]>([
    [
      'a signature that is not his',
      Records.founded()
        .submit(A)
        .decide('approve', A, 'vera', { key: keyOf('kim-laptop') }),
      'signature',
    ],
    [
      'a device nobody enrolled',
      Records.founded().submit(A).decide('approve', A, 'vera', { device: 'x' }),
      'device',
    ],
    [
      'an approver who is none',
      Records.founded().rights('vera', 'member', 'sales').submit(A).decide('approve', A),
      'right',
    ],
    [
      'an approval of what was not seen',
      Records.founded().submit(A).decide('approve', A, 'vera', { head: GENESIS }),
      'head',
    ],
    ['another policy', Records.founded().submit(A, 'max', { body: { policy: {} } }), 'policy'],
    [
      'another version',
      Records.founded().submit(A, 'max', { body: { snapshot: { title: 'x' } } }),
      'snapshot',
    ],
    [
      'a moment that is not there',
      Records.founded().submit(A, 'max', { body: { workspaceHead: 'x' } }),
      'moment',
    ],
    [
      'somebody removed',
      Records.founded()
        .byHost(WORKSPACE, 'member-removed', { member: 'vera' })
        .submit(A)
        .decide('approve', A),
      'right',
    ],
    [
      'a launch after half of the approvals',
      Records.founded()
        .setPolicy({ approvals: 2, leadTimeDays: 0, promiseRequired: false })
        .submit(A)
        .decide('approve', A)
        .end('launched', A),
      'right',
    ],
    ['a launch of what was never agreed', Records.founded().submit(A).end('launched', A), 'right'],
    ['the end of what was never launched', Records.founded().submit(A).end('closed', A), 'right'],
    [
      'an approval without its promise',
      Records.founded()
        .submit(A)
        .decide('approve', A, 'vera', { promise: undefined } as Words),
      'right',
    ],
    [
      'a promise by nobody',
      Records.founded()
        .submit(A)
        .decide('approve', A, 'vera', { promise: { ...PROMISE, ownerId: 'eve' } }),
      'right',
    ],
    ['taking back what was not given', Records.founded().submit(A).decide('retract', A), 'right'],
    ['a word on an archived board', Records.founded().byHost(BOARD, 'archived', {}).submit(A), 'right'],
    ['an entry of another board', Records.founded().submit(A, 'max', { entry: { board: 'x' } }), 'chain'],
    ['a device without a voucher', Records.founded().enrol('max', 'max-phone'), 'signature'],
    ['a launch by the host', Records.founded().byHost(BOARD, 'launched', {}), 'signature'],
  ])('shows %s', async (_what, records, what) => {
    expect((await check(exported(records))).fault).toMatchObject({ what });
  });

  it('takes asking for changes as being about one version', async () => {
    const B = campaign({ title: 'Herbst' });
    const records = Records.founded()
      .submit(A)
      .decide('approve', A)
      .submit(B)
      .decide('request-changes', B)
      .end('launched', A);
    expect((await check(exported(records))).fault).toBeNull();
  });

  it('shows one voucher that is used for two devices', async () => {
    const honest = story();
    const [phone] = honest.workspace.slice(-1);
    const records = Records.founded();
    for (const device of ['vera-phone', 'vera-tablet'])
      records.enrol('vera', device, { by: 'vera-laptop', vouched: phone?.body?.['vouched'] ?? null });
    expect((await check(exported(records))).fault).toMatchObject({ record: 'workspace', what: 'signature' });
  });

  it('shows whatever was changed in the file', async () => {
    const record = exported();
    const file = JSON.stringify(record);
    for (const [from, to] of [
      ['approve', 'decline'],
      ['2027-03-01', '2027-03-02'],
      ['"approver":true', '"approver":false'],
      ['vera-phone', 'vera-tablet'],
    ]) {
      const tampered = JSON.parse(file.replace(from ?? '', to ?? '')) as ExportedRecord;
      expect((await check(tampered)).fault).not.toBeNull();
    }
    const shorter = { ...record, workspace: record.workspace.slice(0, 4) };
    expect((await check(shorter)).fault).not.toBeNull();
  });

  it('stands in a page whose script is whole, whatever the record says', () => {
    const page = recordPage(exported(), { abc: 'Ich </script>' }, 'de', wordsOf('de', 'record'));
    const [, data = ''] = /<script type="application\/json" id="record">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(data)).toEqual(exported());
    const [, script = ''] = /<script type="module">(.*?)<\/script>/s.exec(page) ?? [];
    expect(() =>
      runInNewContext(`async function page() {${script.replaceAll(/^export /gm, '')}}`),
    ).not.toThrow();
    expect(page).not.toMatch(/(src|href)="http/);
  });
});
