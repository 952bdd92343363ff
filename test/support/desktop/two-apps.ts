import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/i18n/messages';
import type { Department } from '../../../shared/domain/people';
import { Actor } from '../clients/actor';
import { launchApp, type LaunchOptions, type RunningApp } from './electron-app';

export const BOARD = 'Wärmepumpe 2027';

/** Somebody at an app of his own. */
export interface AtApp {
  readonly running: RunningApp;
  readonly actor: Actor;
}

interface NewMember {
  readonly name: string;
  readonly department: Department;
}

/** Makes a workspace at the welcome screen of a fresh app, which hosts it from then on. */
export async function createWorkspace(
  person: NewMember & { company: string },
  options: LaunchOptions = {},
): Promise<AtApp> {
  const running = await launchApp(options);
  const welcome = new Actor(await running.welcome(), options.language ?? 'de');
  const { words } = welcome;
  await welcome.page.getByRole('button', { name: words.welcome('create.title') }).click();
  await welcome.page.getByLabel(words.welcome('company'), { exact: true }).fill(person.company);
  await introduce(welcome, person);
  await leaveFor(welcome, words.welcome('create.submit'));
  return { running, actor: await arrive(running, welcome.language) };
}

/** Joins by a link at the welcome screen of a fresh app. */
export async function joinWithApp(
  link: string,
  person: NewMember,
  options: LaunchOptions = {},
): Promise<AtApp> {
  const running = await launchApp(options);
  const welcome = await fillJoin(running, link, person, options.language ?? 'de');
  await leaveFor(welcome, welcome.words.welcome('join.submit'));
  return { running, actor: await arrive(running, welcome.language) };
}

/** The welcome screen of an app with everything typed that joining takes. */
export async function fillJoin(
  running: RunningApp,
  link: string,
  person: NewMember,
  language: Language,
): Promise<Actor> {
  const welcome = new Actor(await running.welcome(), language);
  const { words } = welcome;
  await welcome.page.getByRole('button', { name: words.welcome('join.title') }).click();
  await welcome.page.getByLabel(words.welcome('link'), { exact: true }).fill(link);
  await introduce(welcome, person);
  return welcome;
}

/** Opens an invitation in a browser and joins there. */
export async function joinInBrowser(
  page: Page,
  link: string,
  person: NewMember,
  language: Language,
): Promise<Actor> {
  const actor = new Actor(page, language);
  const { words } = actor;
  await page.goto(link);
  await actor.page.getByLabel(words.welcome('name'), { exact: true }).fill(person.name);
  await actor.press(words.welcome('join.submit'));
  await page.getByRole('heading', { level: 1, name: words.frame('boards') }).waitFor();
  return actor;
}

/** Makes a host's workspace one's own in a browser, by the link that its first owner gets. */
export async function createInBrowser(
  page: Page,
  link: string,
  person: NewMember & { company: string },
  language: Language,
): Promise<Actor> {
  const actor = new Actor(page, language);
  const { words } = actor;
  await page.goto(link);
  await page.getByRole('button', { name: words.welcome('create.title') }).click();
  await page.getByLabel(words.welcome('company'), { exact: true }).fill(person.company);
  await introduce(actor, person);
  await actor.press(words.welcome('create.submit'));
  await page.getByRole('heading', { level: 1, name: words.frame('boards') }).waitFor();
  return actor;
}

export async function introduce(welcome: Actor, { name, department }: NewMember): Promise<void> {
  await welcome.page.getByLabel(welcome.words.welcome('name'), { exact: true }).fill(name);
  await welcome.check(welcome.words.common(`department.${department}`));
}

/** Pressing makes this window give way to the workspace's, so the press itself may never be answered. */
export function leaveFor(welcome: Actor, button: string): Promise<void> {
  return leaveBy(() => welcome.press(button));
}

async function leaveBy(press: () => Promise<void>): Promise<void> {
  await press().catch((error: unknown) => {
    if (!String(error).includes('closed')) throw error;
  });
}

export async function arrive(running: RunningApp, language: Language): Promise<Actor> {
  const actor = new Actor(await running.window((url) => url.searchParams.has('host')), language);
  await actor.page.locator('main h1, header h1').first().waitFor();
  return actor;
}
