import { expect, test, vi } from 'vitest';
import { quitQuestion, Quitting, type Others } from '../../../electron/quitting';

function quittingWith(others: Others, answer = true) {
  const quit = vi.fn<() => void>();
  const ask = vi.fn<(others: Others) => Promise<boolean>>(async () => answer);
  return { quit, ask, quitting: new Quitting({ others: async () => others, ask, quit }) };
}

test('[ELECTRON-16] with nobody else connected it ends without a question', async () => {
  const { quit, ask, quitting } = quittingWith([]);
  expect(quitting.mayQuit()).toBe(false);
  await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1));
  expect(ask).not.toHaveBeenCalled();
  expect(quitting.mayQuit()).toBe(true);
});

test('[ELECTRON-16] asks once however often it is told to quit, stays if that is the answer, and asks again next time', async () => {
  const { quit, ask, quitting } = quittingWith(['Bill'], false);
  expect([quitting.mayQuit(), quitting.mayQuit()]).toEqual([false, false]);
  await vi.waitFor(() => expect(ask).toHaveBeenCalledExactlyOnceWith(['Bill']));
  await vi.waitFor(() => {
    quitting.mayQuit();
    expect(ask).toHaveBeenCalledTimes(2);
  });
  expect(quit).not.toHaveBeenCalled();
  expect(quitting.isDecided).toBe(false);
});

test('[ELECTRON-16] the end of the system is not asked about', async () => {
  const { quit, ask, quitting } = quittingWith(['Bill'], false);
  quitting.quitNow();
  expect(quitting.mayQuit()).toBe(true);
  await vi.waitFor(() => expect(quit).toHaveBeenCalledTimes(1));
  expect(ask).not.toHaveBeenCalled();
});

test('[ELECTRON-16] asks as well when a host does not say who is connected', async () => {
  const { quit, ask, quitting } = quittingWith(null, false);
  quitting.mayQuit();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledExactlyOnceWith(null));
  expect(quit).not.toHaveBeenCalled();
  expect(quitQuestion('en', null).message).toContain('cannot be told');
});

test('[ELECTRON-16] the question names people, counts the rest, and keeps names from turning it around', () => {
  expect(quitQuestion('de', ['Bill']).message).toBe('Eine Person ist verbunden: Bill.');
  expect(quitQuestion('en', ['Bill', 'Gwen']).message).toBe('2 people are connected: Bill, Gwen.');
  const many = quitQuestion('de', ['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  expect(many.message).toBe('7 Personen sind verbunden: A, B, C, D, E, 2 weitere.');
  expect(quitQuestion('en', ['\u202enur']).message).not.toContain('\u202e');
  expect(many).toMatchObject({ buttons: ['Beenden', 'Abbrechen'], defaultId: 1, cancelId: 1 });
});
