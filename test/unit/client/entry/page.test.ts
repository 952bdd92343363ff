import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consumeInvite, followLinks } from '../../../../renderer/client/entry/page';

const SECRET = 'Zm9vYmFyMTIzNDU2';
const HOST = 'https://firma.example';

/** A browser's tab, as far as its address goes. */
function tabAt(hash: string) {
  const listeners: ((event: { oldURL: string }) => void)[] = [];
  const place = { origin: HOST, pathname: '/', search: '', hash, reload: vi.fn<() => void>() };
  vi.stubGlobal('location', place);
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_state: unknown, _title: string, to: string) => {
      place.hash = new URL(to, HOST).hash;
    },
  });
  vi.stubGlobal('window', {
    addEventListener: (_type: string, listener: (typeof listeners)[number]) => listeners.push(listener),
  });
  return {
    place,
    follow: (link: string) => {
      const oldURL = `${HOST}/${place.hash}`;
      place.hash = link;
      for (const listener of listeners) listener({ oldURL });
    },
  };
}

describe('[INVITE-7] joining', () => {
  beforeEach(() => vi.unstubAllGlobals());
  afterEach(() => vi.unstubAllGlobals());

  it('takes the secret out of the address and goes where the link leads', () => {
    const { place } = tabAt(`#invite=${SECRET}&board=b1&plan=p1&name=Ben`);
    consumeInvite();
    expect(place.hash).toBe('#/board/b1/plan/p1');
    consumeInvite();
    expect(place.hash).toBe('#/board/b1/plan/p1');
  });

  it('by a link without a plan goes to the first page, and leaves the plan alone that is open', () => {
    const { place } = tabAt(`#invite=${SECRET}`);
    consumeInvite();
    expect(place.hash).toBe('');
    place.hash = '#/board/b1/plan/p1';
    consumeInvite();
    expect(place.hash).toBe('#/board/b1/plan/p1');
  });

  it('by a link that is opened in a tab at a plan leads to that plan', () => {
    const { place, follow } = tabAt('#/board/b1/plan/p1');
    followLinks(() => true);
    follow(`#invite=${SECRET}`);
    expect(place.reload).toHaveBeenCalledOnce();
    consumeInvite();
    expect(place.hash).toBe('#/board/b1/plan/p1');
  });

  it('by a link that names a plan of its own leads to that one', () => {
    const { place, follow } = tabAt('#/board/b1/plan/p1');
    followLinks(() => true);
    follow(`#invite=${SECRET}&board=b2&plan=p2`);
    consumeInvite();
    expect(place.hash).toBe('#/board/b2/plan/p2');
  });

  it('whoever is in already stays where he is', () => {
    const { place, follow } = tabAt('#/board/b1/plan/p1');
    followLinks(() => false);
    follow(`#invite=${SECRET}`);
    expect(place.reload).not.toHaveBeenCalled();
  });
});
