import { expect, it } from 'vitest';
import { MessageRate } from '../../../../server/net/message-rate';

it('[OPER-5] lets a day without the host through at once, then slows down without refusing', () => {
  let now = 0;
  const rate = new MessageRate({ now: () => now });
  for (let message = 0; message < 20_000; message++) expect(rate.heard(200)).toBe(0);
  expect(rate.heard(200)).toBe(1);
  for (let message = 0; message < 999; message++) rate.heard(200);
  expect(rate.heard(200)).toBe(1001);
  now += 1_500;
  expect(rate.heard(200)).toBe(0);
});

it('[OPER-5] counts bytes as well', () => {
  const rate = new MessageRate({ now: () => 0 });
  for (let mebibyte = 0; mebibyte < 64; mebibyte++) expect(rate.heard(1024 * 1024)).toBe(0);
  expect(rate.heard(8 * 1024 * 1024)).toBe(2000);
});
