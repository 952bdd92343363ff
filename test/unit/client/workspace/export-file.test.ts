import { afterEach, expect, it, vi } from 'vitest';
import { fileNameOf } from '../../../../electron/file-names';
import { exportFile } from '../../../../renderer/client/workspace/export-file';
import { contract, FILE_SLICE, type DesktopApi } from '../../../../shared/ipc/contract';

/** A shell that keeps what it is given. */
function shell({ failsAt = Infinity } = {}) {
  const names: string[] = [];
  const slices: Uint8Array[] = [];
  const ends: boolean[] = [];
  const desktop: Pick<DesktopApi, 'saveFile' | 'writeFile' | 'endFile'> = {
    saveFile: async (input) => {
      names.push(contract.saveFile.input.parse(input).suggestedName);
      return { file: 'file-1' };
    },
    writeFile: async ({ bytes }) => {
      if (slices.length === failsAt) throw new Error('save-failed');
      slices.push(bytes);
    },
    endFile: async ({ keep }) => void ends.push(keep),
  };
  vi.stubGlobal('window', { desktop });
  return { names, slices, ends };
}
afterEach(() => vi.unstubAllGlobals());

const content = new Blob([new Uint8Array(FILE_SLICE * 2 + 1).fill(5)]);

it('[BACKUP-7] hands a large file over slice by slice, in order and whole', async () => {
  const { slices, ends } = shell();
  expect(await exportFile({ title: 'x', kind: 'handschlag', content })).toEqual({
    ok: true,
    value: undefined,
  });
  expect(slices.map(({ byteLength }) => byteLength)).toEqual([FILE_SLICE, FILE_SLICE, 1]);
  expect(slices.every((slice) => slice.every((byte) => byte === 5))).toBe(true);
  expect(ends).toEqual([true]);
});

it('[BACKUP-7] keeps nothing of a file that could not be written whole, and says so', async () => {
  const { ends } = shell({ failsAt: 1 });
  const outcome = await exportFile({ title: 'x', kind: 'handschlag', content });
  expect(outcome).toEqual({ ok: false, failure: { code: 'save-failed' } });
  expect(ends).toEqual([false]);
});

it.each([
  ['Frühjahr/Sommer: „Was tun?“', 'Frühjahr Sommer „Was tun “.md'],
  ['..\\x', 'x.md'],
  ['🎉', 'Handschlag.md'],
  ['', 'Handschlag.md'],
  ['ä'.repeat(200), `${'ä'.repeat(100)}.md`],
])(
  '[ELECTRON-9] a file about %j is called what both the shell and every system take',
  async (title, name) => {
    const { names } = shell();
    expect((await exportFile({ title, kind: 'md', content: new Blob(['x']) })).ok).toBe(true);
    expect(names).toEqual([name]);
    expect(fileNameOf(name)).toBe(name);
  },
);
