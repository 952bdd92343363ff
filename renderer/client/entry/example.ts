import { z } from 'zod';
import { exampleGone } from '../../../shared/api/contract';
import { failed } from '../connection/api';
import { desktop, desktopFailure } from '../connection/desktop';
import { leaveWorkspace } from './identity';
import type { Outcome } from '../connection/outcome';

const DONE: Outcome<void> = { ok: true, value: undefined };
const peopleSchema = z.object({ people: z.array(z.object({ link: z.url() })).min(1) });

/** Opens the example workspace as two people: two windows of the app, or this tab and another one. */
export async function startExample(): Promise<Outcome<void>> {
  const shell = desktop();
  if (!shell) return startInBrowser();
  try {
    await shell.startExample();
    return DONE;
  } catch (error) {
    return desktopFailure(error);
  }
}

/** Throws the example away; its windows close, and what can be begun is shown again. */
export async function discardExample(): Promise<Outcome<void>> {
  const shell = desktop();
  if (!shell) return discardInBrowser();
  try {
    await shell.discardExample();
    return DONE;
  } catch (error) {
    return desktopFailure(error);
  }
}

async function discardInBrowser(): Promise<Outcome<void>> {
  try {
    const response = await fetch('/api/example', { method: 'DELETE' });
    if (!response.ok) return failed('not-found');
    const { home } = exampleGone.parse(await response.json());
    await leaveWorkspace();
    location.assign(home);
    return DONE;
  } catch {
    return failed('offline');
  }
}

async function startInBrowser(): Promise<Outcome<void>> {
  // Opened at the click itself: a browser blocks windows that open later.
  const second = window.open('about:blank');
  const [first, other] = await linksOfPeople();
  if (first === undefined) {
    second?.close();
    return failed('failed');
  }
  if (second && other !== undefined) second.location.href = other;
  else second?.close();
  location.assign(first);
  return DONE;
}

async function linksOfPeople(): Promise<string[]> {
  try {
    const response = await fetch('/api/example', { method: 'POST' });
    const parsed = peopleSchema.safeParse(await response.json());
    return parsed.success ? parsed.data.people.map(({ link }) => link) : [];
  } catch {
    return [];
  }
}
