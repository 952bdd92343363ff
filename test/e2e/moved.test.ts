import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Actor } from '../support/actor';
import { launchApp, type RunningApp } from '../support/electron-app';
import { evidenceOf } from '../support/evidence';
import { arrive, BOARD, createWorkspace, introduce, leaveFor } from '../support/two-apps';

const ANNA = { name: 'Anna Krüger', department: 'marketing', company: 'Lindner & Söhne' } as const;
const windows: Record<string, Actor['page']> = {};

describe('the computer of the workspace is gone, and a backup is there', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'handschlag-moved-'));
  let former: RunningApp;
  let running: RunningApp | undefined;
  let backup: string;
  let code: string;

  beforeAll(async () => {
    const made = await createWorkspace(ANNA);
    former = made.running;
    const { actor: anna } = made;
    await anna.createBoard(BOARD);
    await anna.createPlan({ title: 'Frühjahr', goal: '40 Anfragen' });
    await anna.saved();
    await anna.page
      .getByRole('link', { name: anna.words.frame('members') })
      .first()
      .click();
    await anna.press(anna.words.members('recovery.make'));
    code = (await anna.dialog.getByRole('listitem').allInnerTexts()).join(' ');
    await anna.check(anna.words.members('recovery.kept'));
    await anna.press(anna.words.members('recovery.finish'), anna.dialog);
    await anna.button(anna.words.members('recovery.renew')).waitFor();
    await anna.page.getByRole('button', { name: anna.words.frame('settings.label') }).click();
    await anna.page.getByRole('menuitem', { name: anna.words.frame('settings.backups') }).click();
    await anna.press(anna.words.backup('save'));
    await anna.page.getByText(anna.words.backup('saved')).waitFor();
    backup = path.join(former.saved, readdirSync(former.saved)[0] ?? '');
    await former.app.evaluate(({ app }) => app.exit());
  });
  afterEach(async ({ task }) => {
    await evidenceOf(task, windows);
    await running?.close();
    running = undefined;
  });
  afterAll(async () => {
    await former.close().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  /** A new computer, at the page where a backup is opened. */
  async function onNewComputer(openFile: string): Promise<{ app: RunningApp; welcome: Actor }> {
    const app = await launchApp({ openFile });
    running = app;
    const welcome = new Actor(await app.welcome());
    windows['welcome'] = welcome.page;
    await welcome.page.getByRole('button', { name: welcome.words.welcome('backup.title') }).click();
    return { app, welcome };
  }

  /** The board and its plan as they were, found by a person. */
  async function goalSeenBy(actor: Actor): Promise<string> {
    await actor.openBoard(BOARD);
    await actor.openCard('Frühjahr');
    return actor.field('goal').inputValue();
  }

  test('[RESTORE-9] its owner opens it on another one and comes back by his code', async () => {
    const { app, welcome } = await onNewComputer(backup);
    await leaveFor(welcome, welcome.words.welcome('backup.submit'));
    const anna = new Actor(await app.window((url) => url.searchParams.has('host')));
    windows['anna'] = anna.page;
    await anna.page.getByLabel(anna.words.welcome('recover.code'), { exact: true }).fill(code);
    await anna.press(anna.words.welcome('recover.submit'));
    await anna.page.getByText(ANNA.name, { exact: true }).first().waitFor();
    expect(await goalSeenBy(anna)).toBe('40 Anfragen');
    await anna.field('audience').fill('Händler');
    await anna.saved();
  });

  test('[RESTORE-9] without a code somebody becomes a new owner, and it stays one workspace after a restart', async () => {
    const { app, welcome } = await onNewComputer(backup);
    const { words } = welcome;
    await welcome.check(words.welcome('backup.owner'));
    await introduce(welcome, { name: 'Carla Neu', department: 'sales' });
    await leaveFor(welcome, words.welcome('backup.submit'));
    const carla = new Actor(await app.window((url) => url.searchParams.has('host')));
    windows['carla'] = carla.page;
    expect(await goalSeenBy(carla)).toBe('40 Anfragen');
    await app.close({ keep: true });

    running = await launchApp({ userData: app.userData });
    const again = new Actor(await running.welcome());
    await again.page
      .getByRole('button', { name: /Lindner/ })
      .first()
      .click();
    expect(await goalSeenBy(await arrive(running, 'de'))).toBe('40 Anfragen');
  });

  test('[RESTORE-9] a file that is no backup leaves nothing behind', async () => {
    const file = path.join(folder, 'Urlaub.handschlag');
    writeFileSync(file, 'no backup '.repeat(1000));
    const { app, welcome } = await onNewComputer(file);
    await welcome.press(welcome.words.welcome('backup.submit'));
    await welcome.page.getByText(welcome.words.problems('failure.not-a-backup.title')).waitFor();
    expect(readdirSync(path.join(app.userData, 'workspaces'))).toEqual([]);
    await welcome.press(welcome.words.common('back'));
    expect(await welcome.page.getByText('Urlaub').count()).toBe(0);
  });

  test('[UI-32] a workspace that was hidden can be brought back', async () => {
    const { app, welcome } = await onNewComputer(backup);
    await leaveFor(welcome, welcome.words.welcome('backup.submit'));
    await app.window((url) => url.searchParams.has('host'));
    await app.close({ keep: true });
    running = await launchApp({ userData: app.userData });
    const list = new Actor(await running.welcome());
    const { words } = list;
    const known = list.page.getByRole('listitem').getByRole('button');
    await known.nth(1).click();
    await list.press(words.welcome('known.showHidden', { count: 1 }));
    await known.first().click();
    const back = new Actor(await running.window((url) => url.searchParams.has('host')));
    const asked = back.page.getByLabel(words.welcome('recover.code'), { exact: true });
    await asked.waitFor();
    expect(await asked.isEditable()).toBe(true);
  });
});
