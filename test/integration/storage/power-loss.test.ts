import { describe, expect, it } from 'vitest';
import { Disk } from '../../power-loss/disk';
import { failPower } from '../../power-loss/failures';
import { cannotWatch } from '../../power-loss/preload';
import { recordFirstStart, recordWork } from '../../power-loss/recording';
import { HANGS_MS } from '../../support/hangs';
import { alteredCli } from '../../support/host/host';
import { seeded } from '../../support/random';

const FAILURES = Number(process.env['HANDSCHLAG_POWER_FAILURES'] ?? 60);
const SEED = Number(process.env['HANDSCHLAG_POWER_SEED'] ?? 1);
const TIMEOUT = 5 * HANGS_MS + FAILURES * 2_000;

if (cannotWatch !== null) process.stdout.write(`loss of power is not tested: ${cannotWatch}\n`);

describe.skipIf(cannotWatch !== null)('loss of power', () => {
  it(
    `[STORAGE-21] loses nothing acknowledged or shown, ${FAILURES} times`,
    async () => {
      const recording = await recordWork(SEED);
      const disk = new Disk(recording.root, seeded(SEED));
      for (const call of recording.calls) disk.do(call);
      // Nothing got to the disk by ways that were not seen; SQLite makes the index beside its log anew.
      const ofFiles = (path: string) => !path.endsWith('-shm');
      expect([...disk.mapped].filter(ofFiles)).toEqual([]);
      const seen = disk.seen();
      const other = [...recording.files].filter(([path, bytes]) => !seen.get(path)?.equals(bytes));
      expect(other.map(([path]) => path).filter(ofFiles)).toEqual([]);

      const faults = await failPower(recording, SEED, FAILURES);
      expect(faults).toEqual([]);
      process.stdout.write(
        `power: seed ${SEED}, ${FAILURES} failures in ${recording.calls.length} calls, ${recording.ledger.size} promises\n`,
      );
    },
    TIMEOUT,
  );

  it('[TLS-2] never takes a certificate that was shown', { timeout: TIMEOUT }, async () => {
    const { root, calls, files } = await recordFirstStart();
    const [path, certificate] = [...files].find(([file]) => file.endsWith('host-certificate.pem')) ?? [''];
    const disk = new Disk(root, seeded(SEED));
    let shown = 0;
    for (const call of calls) {
      disk.do(call);
      if (call.what !== 'send' || !disk.seen().has(path)) continue;
      shown += 1;
      expect(disk.afterPowerLoss('nothing', seeded(SEED)).get(path)).toEqual(certificate);
    }
    expect(shown).toBeGreaterThan(0);
  });

  it.each(['OFF', 'NORMAL'])(
    '[STORAGE-21] would find a host that does not wait for its disk (synchronous=%s)',
    async (synchronous) => {
      const hasty = await alteredCli('PRAGMA synchronous=FULL', `PRAGMA synchronous=${synchronous}`);
      const recording = await recordWork(SEED, hasty.cli);
      await hasty.remove();
      expect((await failPower(recording, SEED, 20)).length).toBeGreaterThan(0);
    },
    TIMEOUT,
  );
});
