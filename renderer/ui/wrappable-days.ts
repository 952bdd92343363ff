/** Days from and to that go into two lines rather than take the room of titles, each of them whole. */
export function wrappableDays(days: string): string {
  return days
    .replaceAll(/\s+/g, '\u00a0')
    .replaceAll(/\u00a0–\u00a0/g, '\u00a0– ')
    .replaceAll(/–(?! )/g, '–\u2060');
}
