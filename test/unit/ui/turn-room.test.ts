import { expect, test } from 'vitest';
import { stateWidthIn, columnsFor } from '../../../renderer/features/board/logic/list-columns';
import { fitsBeside } from '../../../renderer/features/board/logic/turn-room';

const WAITS = 'Wartet auf Jana Weiß (Vertrieb), Frist Freitag';

test('[TURN-6] what is short stands beside the state at any width, a sentence only where there is room for it', () => {
  const at = (width: number) => stateWidthIn(width, columnsFor(width));
  for (const width of [300, 390, 808, 972, 1232]) {
    expect([width, fitsBeside('Anna Größl: einreichen', 'Entwurf', at(width), 2)]).toEqual([width, true]);
    expect([width, fitsBeside(WAITS, 'In Prüfung', at(width), 2)]).toEqual([width, false]);
  }
  expect(fitsBeside(WAITS, 'In Prüfung', at(1_700), 2)).toBe(true);
  expect(fitsBeside(`${WAITS}, Zusage fehlt`, 'Geändert seit Freigabe', at(1_700), 2)).toBe(false);
  // Where something follows in the row a second line would touch it.
  expect(fitsBeside('Nobody in sales can decide', 'In review', at(1_232), 2)).toBe(true);
  expect(fitsBeside('Nobody in sales can decide', 'In review', at(1_232), 1)).toBe(false);
});
