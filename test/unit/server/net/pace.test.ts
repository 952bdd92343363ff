import { expect, it } from 'vitest';
import { Pace } from '../../../../server/net/pace';

it('[OPER-5] lets a day without the host through at once, then slows down without refusing', () => {
  let now = 0;
  const pace = new Pace({ now: () => now });
  for (let message = 0; message < 20_000; message++) expect(pace.heard(200)).toBe(0);
  expect(pace.heard(200)).toBe(1);
  for (let message = 0; message < 999; message++) pace.heard(200);
  expect(pace.heard(200)).toBe(1001);
  now += 1_500;
  expect(pace.heard(200)).toBe(0);
});

it('[OPER-5] counts bytes as well', () => {
  const pace = new Pace({ now: () => 0 });
  for (let mebibyte = 0; mebibyte < 64; mebibyte++) expect(pace.heard(1024 * 1024)).toBe(0);
  expect(pace.heard(8 * 1024 * 1024)).toBe(2000);
});
