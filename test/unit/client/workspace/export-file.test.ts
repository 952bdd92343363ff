import { afterEach, expect, it, vi } from 'vitest';
import { exportFile } from '../../../../renderer/client/workspace/export-file';
import { FILE_SLICE, type DesktopApi } from '../../../../shared/ipc/contract';

/** A shell that keeps what it is given. */
function shell({ failsAt = Infinity } = {}) {
  const slices: Uint8Array[] = [];
  const ends: boolean[] = [];
  const desktop: Pick<DesktopApi, 'saveFile' | 'writeFile' | 'endFile'> = {
    saveFile: async () => ({ file: 'file-1' }),
    writeFile: async ({ bytes }) => {
      if (slices.length === failsAt) throw new Error('save-failed');
      slices.push(bytes);
    },
    endFile: async ({ keep }) => void ends.push(keep),
  };
  vi.stubGlobal('window', { desktop });
  return { slices, ends };
}
afterEach(() => vi.unstubAllGlobals());

const content = new Blob([new Uint8Array(FILE_SLICE * 2 + 1).fill(5)]);

it('[BACKUP-7] hands a large file over slice by slice, in order and whole', async () => {
  const { slices, ends } = shell();
  expect(await exportFile({ name: 'x.handschlag', content })).toEqual({ ok: true, value: undefined });
  expect(slices.map(({ byteLength }) => byteLength)).toEqual([FILE_SLICE, FILE_SLICE, 1]);
  expect(slices.every((slice) => slice.every((byte) => byte === 5))).toBe(true);
  expect(ends).toEqual([true]);
});

it('[BACKUP-7] keeps nothing of a file that could not be written whole, and says so', async () => {
  const { ends } = shell({ failsAt: 1 });
  const outcome = await exportFile({ name: 'x.handschlag', content });
  expect(outcome).toEqual({ ok: false, failure: { code: 'save-failed' } });
  expect(ends).toEqual([false]);
});
