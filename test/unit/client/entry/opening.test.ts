import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A browser that keeps nothing for this page: even asking for its stores throws. */
function blockedBrowser(pathname: string): void {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const window = Object.defineProperties(
    { addEventListener: () => undefined },
    { localStorage: { get: refuse }, sessionStorage: { get: refuse } },
  );
  vi.stubGlobal('window', window);
  vi.stubGlobal('indexedDB', { open: refuse });
  vi.stubGlobal('location', { origin: 'https://firma.example', pathname, hash: '', search: '' });
}

describe('opening a page', () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['[CLIENT-63] ends at the welcome page where site data is blocked', '/', 'stranger'],
    ['[CLIENT-61] says that a host is not found below a path', '/handschlag/', 'below-root'],
  ])('%s', async (_what, pathname, phase) => {
    blockedBrowser(pathname);
    const { identityStore, startClient } = await import('../../../../renderer/client/entry/identity');
    const { wholeBoards } = await import('../../../../renderer/client/workspace/whole-boards');
    await startClient(wholeBoards);
    expect(identityStore.getState().phase).toBe(phase);
  });
});
