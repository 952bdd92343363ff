import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CheckProgress } from '../../../../renderer/client/record/checks';
import { recordChecks } from '../../../../renderer/client/record/worker-checks';
import { WORKSPACE } from '../../../../shared/domain/record';
import { BOARD, Records } from '../../../support/host/records';

afterEach(() => vi.unstubAllGlobals());

/** The worker's own code at the other end of a channel, as a page has it at the other end of a worker. */
async function workerHere(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const terminate = () => port1.close();
  vi.stubGlobal('Worker', function () {
    return Object.assign(port1, { terminate });
  });
  vi.stubGlobal('addEventListener', port2.addEventListener.bind(port2));
  vi.stubGlobal('postMessage', port2.postMessage.bind(port2));
  await import('../../../../renderer/client/record/worker');
  port2.start();
}

describe('the worker that checks records', () => {
  it('answers one question after the other, and tells of progress before the end', async () => {
    await workerHere();
    const { workspace, board } = Records.founded();
    const checks = recordChecks();
    const answers = [checks.check(WORKSPACE, workspace), checks.check(BOARD, board)];
    expect(await Promise.all(answers)).toEqual([null, null]);
    const heard: CheckProgress[] = [];
    const pair = { board: BOARD, workspaceEntries: workspace, boardEntries: board };
    const result = await checks.audit(pair, (progress) => void heard.push(progress));
    const of = workspace.length + board.length;
    expect([result, heard.at(-1)]).toEqual([
      { workspace: null, board: null },
      { done: of, of },
    ]);
    checks.close();
  });

  it('lets nobody wait once it has failed', async () => {
    const worker = Object.assign(new EventTarget(), { postMessage: () => undefined });
    vi.stubGlobal('Worker', function () {
      return worker;
    });
    const checks = recordChecks();
    const asked = checks.check(BOARD, []);
    worker.dispatchEvent(new Event('error'));
    await expect(asked).rejects.toThrow('failed to run');
    await expect(checks.check(BOARD, [])).rejects.toThrow('failed to run');
  });
});
