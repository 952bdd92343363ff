import { expect, test } from 'vitest';
import { fileHeaders } from '../../../../server/http/answers';

test.each([
  ["Wärme's Pläne (2027)*.csv", 'W%C3%A4rme%27s%20Pl%C3%A4ne%20%282027%29%2A.csv'],
  ['plain-name_1.csv', 'plain-name_1.csv'],
])('[HTTP-41] a file’s name %s goes into the header as RFC 8187 writes it', (name, written) => {
  const header = fileHeaders('text/csv', name)['content-disposition'] ?? '';
  expect(header.split("filename*=UTF-8''")[1]).toBe(written);
  expect(/^[A-Za-z0-9!#$&+.^_`|~%-]+$/.test(written)).toBe(true);
});
