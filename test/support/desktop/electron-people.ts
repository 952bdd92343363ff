import type { Page } from 'playwright-core';
import { launchApp, type RunningApp } from './electron-app';

/** A window of the app, and what its page holds of its person. */
export interface Somebody {
  readonly page: Page;
  readonly profile: string;
  /** Value of the header by which the host knows him. */
  readonly token: string;
}

/** One app with three profiles: the owner, whose workspace it hosts, and two who came to that by a link. */
export interface ThreePeople {
  readonly running: RunningApp;
  readonly host: string;
  readonly owner: Somebody;
  readonly guest: Somebody;
  readonly member: Somebody;
}

export async function threePeople(): Promise<ThreePeople> {
  const running = await launchApp();
  const seen = new Set<string>();
  const welcome = await running.welcome();
  const company = JSON.stringify({ name: 'Änne', department: 'marketing', company: 'Wärme AG' });
  without(welcome.evaluate(`desktop.createWorkspace(${company})`));
  const owner = await arrive(running, seen);
  const host = new URL(owner.page.url()).searchParams.get('host') ?? '';
  const invited = async (invite: object) => {
    const { text } = await askAs(host, owner, 'POST', '/api/invites', invite);
    await owner.page.evaluate('desktop.showWelcome()');
    const { link } = JSON.parse(text) as { link: string };
    const input = JSON.stringify({ link, name: 'Gast', department: 'sales' });
    without((await running.welcome()).evaluate(`desktop.joinWithLink(${input})`));
    return arrive(running, seen);
  };
  const guest = await invited({ role: 'guest' });
  const member = await invited({ role: 'member', department: 'sales' });
  return { running, host, owner, guest, member };
}

/** Asks the host from inside somebody's page. */
export function askAs(
  host: string,
  { page, token }: Somebody,
  method: string,
  route: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  return page.evaluate(
    async (at) => {
      const answer = await fetch(at.url, {
        method: at.method,
        headers: { authorization: at.token, 'content-type': 'application/json' },
        ...(at.body === undefined ? {} : { body: at.body }),
      });
      return { status: answer.status, text: await answer.text() };
    },
    { url: host + route, method, token, body: body && JSON.stringify(body) },
  );
}

/** The window that is new, once its page has shown its token to the host. */
async function arrive(running: RunningApp, seen: Set<string>): Promise<Somebody> {
  const profileOf = (url: URL) => url.searchParams.get('profile') ?? '';
  const page = await running.window((url) => profileOf(url) !== '' && !seen.has(profileOf(url)));
  const profile = profileOf(new URL(page.url()));
  seen.add(profile);
  const asked = await page.waitForRequest((request) => 'authorization' in request.headers());
  return { page, profile, token: asked.headers()['authorization'] ?? '' };
}

/** The window that is asked gives way to another one, so the answer may never come. */
function without(answer: Promise<unknown>): void {
  answer.catch(() => undefined);
}
