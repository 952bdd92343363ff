import { expect, it } from 'vitest';
import type { RecordEntry } from '../../../shared/domain/record';
import { foundCompany } from '../../support/host/company';

it('[RECORD-12] shows the device of whoever joined last at once, or his first decision would look forged', async () => {
  const { host, owner } = await foundCompany();
  const newcomer = await owner.invite({ name: 'Dana', department: 'sales', approver: true });
  const { body } = await newcomer.ask<{ entries: RecordEntry[]; head: string }>('GET', '/api/record');
  expect(body.entries.at(-1)).toMatchObject({
    kind: 'device-enrolled',
    hash: body.head,
    body: { device: newcomer.deviceId },
  });
  await host.close();
});
