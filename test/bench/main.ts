import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { acknowledged } from './acknowledgements';
import { editSeen } from './edits';
import { boardsInMemory, boardsUnloaded } from './boards';
import { exportHolds, feedPolled } from './exports';
import { fanOut, type Carrier } from './fan-out';
import { bytesAfter, compacted, openedAfter } from './growth';
import { compare, describe, type Comparison, type Result } from './harness';
import { inboxDrawn } from './inbox-drawn';
import { inboxAnswered, inboxListed, inboxOnBoards, inboxTold } from './inbox';
import { boardProjected, listFiltered } from './list';
import { boardOpened, BYTES, HOCUSPOCUS } from './opening';
import { entryVerified, recordVerified } from './verification';
import { firstWaiting, nextWaiting, plansViewed } from './waiting';
import { busyRoom } from './presence';
import { hocuspocus, plain } from './reference/wires';
import { timelineDrawn } from './timeline';
import { windowMemory, windowStart } from './window';

const CARRIERS: readonly Carrier[] = [
  { name: 'ws relay + Y.applyUpdate', script: 'relay-process.mjs', wire: plain },
  { name: '@hocuspocus/server, storing nothing', script: 'hocuspocus-process.mjs', wire: hocuspocus },
];

const root = resolve(import.meta.dirname, '../..');

/** Runs the comparisons whose names contain one of `wanted` (all, if none), as text and as JSON. */
export async function main(wanted: readonly string[]): Promise<void> {
  const results: Result[] = [];
  for (const comparison of comparisons()) {
    if (wanted.length > 0 && !wanted.some((word) => comparison.name.includes(word))) continue;
    const result = await compare(comparison);
    results.push(result);
    process.stdout.write(`${describe(result)}\n\n`);
  }
  const file = resolve(root, 'artifacts/bench.json');
  mkdirSync(resolve(root, 'artifacts'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`As JSON: artifacts/bench.json\n`);
}

function comparisons(): Comparison[] {
  const onScreen =
    process.platform !== 'linux' || process.env['DISPLAY']
      ? [windowStart(root), windowMemory(root), ...timelineDrawn(5_000), inboxDrawn(5_000)]
      : [];
  if (onScreen.length === 0) process.stdout.write('No display: the window is not measured.\n\n');
  return [
    editSeen(root, 0.5),
    editSeen(root, 0.99),
    ...CARRIERS.flatMap((carrier) => [fanOut(root, 0.5, carrier), fanOut(root, 0.99, carrier)]),
    ...(process.platform === 'linux' ? [busyRoom(root)] : []),
    acknowledged(1),
    acknowledged(50),
    boardOpened(root, 1_000, BYTES),
    boardOpened(root, 5_000, BYTES),
    boardOpened(root, 5_000, HOCUSPOCUS),
    boardsInMemory(100, 200),
    boardsUnloaded(100, 200),
    bytesAfter(50_000),
    compacted(50_000),
    openedAfter(50_000),
    boardProjected(1_000),
    listFiltered(1_000),
    recordVerified(10_000, 2_000),
    entryVerified(10_000),
    plansViewed(5_000),
    exportHolds(10_000),
    feedPolled(5_000),
    firstWaiting(10_000),
    nextWaiting(1_000),
    inboxAnswered(5_000),
    inboxListed(5_000),
    inboxOnBoards(100),
    inboxOnBoards(1_000),
    inboxTold(100),
    inboxTold(1_000),
    ...onScreen,
  ];
}
