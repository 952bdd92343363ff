import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../../docs/verify.mjs';
import { exportCommand } from '../../../server/commands/export';
import { feedAnswer, feedsAnswer } from '../../../shared/api/contract';
import { setField } from '../../../shared/doc/commands';
import type { TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { runHostProcess } from '../../support/host/host';

let company: Company;
let other: string;
beforeAll(async () => {
  company = await foundCompany();
  other = await company.owner.createBoard('Solar');
});
afterAll(() => company?.host.close());

async function agreed(id: string, board = company.board): Promise<void> {
  const { owner, approver } = company;
  await postPlan(owner, board, id, { title: `Aktion ${id}` });
  expect((await owner.state(board, id, { kind: 'plan-submitted' })).status).toBe(201);
  const promise = { ownerId: owner.id, days: 2, callShare: 0.5, capacityPerWeek: 10 };
  const decision = { kind: 'decision', verdict: 'approve', promise } as const;
  expect((await approver.state(board, id, decision)).status).toBe(201);
}

const textOf = (path: string, headers: Record<string, string> = {}) =>
  fetch(company.host.url + path, { headers });
const asMember = (member: TestMember) => ({ authorization: `Bearer ${member.token}` });

function eventsOf(ics: string) {
  return new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    summary: String(event.getFirstPropertyValue('summary')),
    status: String(event.getFirstPropertyValue('status')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    description: String(event.getFirstPropertyValue('description')),
  }));
}
async function icsOf(board: string) {
  const answer = await textOf(`/api/boards/${board}/calendar.ics`, asMember(company.owner));
  const text = await answer.text();
  expect([answer.status, text]).toEqual([200, expect.stringMatching(/^BEGIN:VCALENDAR/)]);
  return eventsOf(text);
}

describe('calendars as files', () => {
  it('[EXPORT-5] whatever changes what a calendar shows raises its SEQUENCE, and nothing else does', async () => {
    await agreed('moves');
    const look = async () => (await icsOf(company.board)).find(({ uid }) => uid.startsWith('moves@'));
    const first = await look();
    expect(await look()).toEqual(first);

    const { doc, close } = await company.owner.openBoard(company.board);
    const says = async (goal: string | undefined) =>
      expect
        .poll(async () => (await company.owner.plan(company.board, 'moves')).material?.['goal'])
        .toBe(goal);
    setField(doc, 'moves', 'goal', 'Ein anderes Ziel');
    await says('Ein anderes Ziel');
    const changed = await look();
    expect(changed?.description).toContain('Changed on the board since');
    expect(changed?.sequence).toBeGreaterThan(first?.sequence ?? 99);
    setField(doc, 'moves', 'goal', '');
    await says(undefined);
    const back = await look();
    expect(back?.description).toBe(first?.description);
    expect(back?.sequence).toBeGreaterThan(changed?.sequence ?? 99);

    expect(
      (await company.approver.state(company.board, 'moves', { kind: 'decision', verdict: 'retract' })).status,
    ).toBe(201);
    const gone = await look();
    expect(gone?.status).toBe('CANCELLED');
    expect(gone?.sequence).toBeGreaterThan(back?.sequence ?? 99);
    close();
  });

  it('[EXPORT-12] the calendar of all boards holds those one may read', async () => {
    await agreed('here');
    await agreed('there', other);
    const { owner, guest } = company;
    const read = async (member: TestMember) =>
      (await (await textOf('/api/calendar.json', asMember(member))).json()) as {
        boards: { id: string }[];
        items: { plan: string; board: string }[];
      };
    const all = await read(owner);
    expect(all.items.map(({ plan, board }) => [plan, board])).toEqual(
      expect.arrayContaining([
        ['here', company.board],
        ['there', other],
      ]),
    );
    const invited = await owner.invite({
      name: 'Nur hier',
      department: 'other',
      role: 'guest',
      boards: [other],
    });
    expect((await read(invited)).items.map(({ plan }) => plan)).toEqual(['there']);
    expect((await read(guest)).boards.length).toBe(all.boards.length);
  });

  it('[EXPORT-11] a workbook is a file that others read', async () => {
    await agreed('sheet', other);
    const answer = await textOf(`/api/boards/${other}/calendar.xlsx?lang=de`, asMember(company.owner));
    expect(answer.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    const sheets = await readXlsxFile(Buffer.from(await answer.arrayBuffer()));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Kalender', 'Zusagen']);
    expect(sheets[0]?.data.map((row) => row[0])).toContain('Aktion sheet');
  });

  it('[EXPORT-10] long plans of a file stand as their first and last day where that is asked for, by HTTP and by command', async () => {
    await agreed('ends', other);
    const path = `/api/boards/${other}/calendar.ics?lang=de`;
    const [whole, ends] = await Promise.all(
      [path, `${path}&endsOnly=true`].map(async (each) =>
        textOf(each, asMember(company.owner)).then((it) => it.text()),
      ),
    );
    expect(eventsOf(whole ?? '').filter(({ uid }) => uid.startsWith('ends')).length).toBe(1);
    expect(eventsOf(ends ?? '').filter(({ uid }) => uid.startsWith('ends')).length).toBe(2);
    expect((await textOf(`${path}&endsOnly=yes`, asMember(company.owner))).status).toBe(400);
    const file = join(mkdtempSync(join(tmpdir(), 'handschlag-ends-')), 'calendar.ics');
    await exportCommand.run([
      '--data',
      company.host.data,
      '--to',
      file,
      '--board',
      other,
      '--lang',
      'de',
      '--ends-only',
    ]);
    expect(readFileSync(file, 'utf8')).toBe(ends);
    rmSync(file);
  });

  it('[EXPORT-6] Switzerland has German words and decimal points', async () => {
    await agreed('swiss', other);
    const text = await (
      await textOf(`/api/boards/${other}/calendar.csv?lang=de-CH`, asMember(company.owner))
    ).text();
    expect(text.split('\r\n')[0]).toContain('Nachfass-Zusage');
    expect(text).toContain(';');
  });
});

describe('the calendar by the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'handschlag-export-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) => exportCommand.run(['--data', company.host.data, ...args]);

  it('[EXPORT-15] writes while the host runs what HTTP answers, and leaves nothing behind', async () => {
    await agreed('filed');
    for (const kind of ['ics', 'csv', 'xlsx']) {
      const file = join(folder, `calendar.${kind}`);
      await run('--to', file, '--board', company.board, '--lang', 'de');
      const path = `/api/boards/${company.board}/calendar.${kind}?lang=de`;
      const answer = await textOf(path, asMember(company.owner));
      const answered = Buffer.from(await answer.arrayBuffer());
      expect([answer.status, answered.toString('latin1')]).toEqual([200, readFileSync(file, 'latin1')]);
    }
    expect(readdirSync(join(company.host.data, 'passing'))).toEqual([]);
  });

  it('[EXPORT-15] [FEED-2] what a file showed is known to the host, whose next one says what changed', async () => {
    await agreed('noted');
    const file = join(folder, 'noted.ics');
    const shownBy = (ics: string) => eventsOf(ics).find(({ uid }) => uid.startsWith('noted@'));
    await run('--to', file, '--board', company.board);
    const { doc, close } = await company.owner.openBoard(company.board);
    setField(doc, 'noted', 'goal', 'Mehr Anfragen');
    await expect
      .poll(async () => (await company.owner.plan(company.board, 'noted')).material?.['goal'])
      .toBe('Mehr Anfragen');
    close();
    const first = shownBy(readFileSync(file, 'utf8'));
    const next = (await icsOf(company.board)).find(({ uid }) => uid.startsWith('noted@'));
    expect(next?.sequence).toBeGreaterThan(first?.sequence ?? 99);
  });

  it('[EXPORT-14] [EXPORT-15] its JSON of all boards holds against the record', async () => {
    const file = join(folder, 'calendar.json');
    await run('--to', file);
    const calendar = JSON.parse(readFileSync(file, 'utf8')) as { items: unknown[] };
    expect(calendar.items.length).toBeGreaterThan(1);
    const entriesOf = async (path: string) =>
      (await company.owner.ask<{ entries: unknown[] }>('GET', path)).body.entries;
    const record = {
      workspace: await entriesOf('/api/record'),
      board: await entriesOf(`/api/boards/${company.board}/record`),
    };
    expect(faultsOf(calendar, [record])).toEqual([]);
  });

  it('[EXPORT-15] says in plain words what it does not do', async () => {
    const to = (name: string) => ['--to', join(folder, name)];
    await expect(run(...to('x.pdf'))).rejects.toThrow(/"pdf" is nothing for the ending of --to/);
    await expect(run(...to('x.csv'), '--board', 'Nix')).rejects.toThrow(/no board "Nix"[^]*Solar/);
    // One ID in 64 begins with a dash.
    await expect(run(...to('x.csv'), '--board', '-Nix')).rejects.toThrow(/no board "-Nix"/);
    await expect(run(...to('x.csv'), '--board')).rejects.toThrow(/argument missing[^]*usage:/);
    await expect(run(...to('x.csv'), '--board', '--lang', 'de')).rejects.toThrow(/argument[^]*usage:/);
    await expect(run(...to('x.csv'), '--bord', 'Solar')).rejects.toThrow(/--bord[^]*usage:/);
    await expect(run(...to('x.csv'), '--lang', 'fr')).rejects.toThrow(/de, en, de-CH/);
    await expect(run(...to('none/x.csv'))).rejects.toThrow(/no folder .*none; make it/);
    mkdirSync(join(folder, 'is.csv'));
    await expect(run(...to('is.csv'))).rejects.toThrow(/is a folder/);
    const nowhere = await runHostProcess(['export', '--data', folder, ...to('x.csv')]);
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringMatching(/no workspace in/) as string });
  });
});

describe('calendar subscriptions', () => {
  const subscribe = async (member: TestMember, body: object = {}) =>
    feedAnswer.parse((await member.ask('POST', '/api/feeds', body)).body);

  it('[FEED-1] shows agreed plans to whoever has its address, which only its maker was told', async () => {
    await agreed('fed', other);
    const { id, url } = await subscribe(company.marketing, { board: other });
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(eventsOf(await answer.text()).map(({ summary }) => summary)).toContain('Aktion fed');
    const list = feedsAnswer.parse((await company.marketing.ask('GET', '/api/feeds')).body).feeds;
    expect(list.map((feed) => feed.id)).toContain(id);
    expect(JSON.stringify(list)).not.toContain(url.split('/feeds/')[1]?.slice(0, -4));
    expect((await company.owner.ask<{ feeds: unknown[] }>('GET', '/api/feeds')).body.feeds).toEqual([]);
    expect((await fetch(url.replace(/.{4}\.ics$/, 'AAAA.ics'))).status).toBe(404);
  });

  it('[FEED-2] what has not changed is not sent again', async () => {
    const { url } = await subscribe(company.marketing, { board: other });
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await agreed('fresh', other);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('[FEED-3] ends when it is ended, and with its member', async () => {
    const { id, url } = await subscribe(company.marketing);
    expect((await company.sales.ask('DELETE', `/api/feeds/${id}`)).status).toBe(404);
    expect((await company.marketing.ask('DELETE', `/api/feeds/${id}`)).status).toBe(204);
    expect((await fetch(url)).status).toBe(404);

    const leaver = await company.owner.invite({ name: 'Geht bald', department: 'sales' });
    const his = await subscribe(leaver);
    expect((await fetch(his.url)).status).toBe(200);
    await company.owner.ask('DELETE', `/api/members/${leaver.id}`);
    expect((await fetch(his.url)).status).toBe(404);
  });

  it('[FEED-4] shows what its filter says, and only boards that its member may read', async () => {
    await agreed('kind', other);
    const shown = async (kind: string) => {
      const { url } = await subscribe(company.marketing, { board: other, filter: { kind } });
      return eventsOf(await (await fetch(url)).text()).map(({ uid }) => uid.split('@')[0]);
    };
    expect(await shown('campaign')).toContain('kind');
    expect(await shown('sales-activity')).toEqual([]);
    const guest = await company.owner.invite({
      name: 'Gast dort',
      department: 'other',
      role: 'guest',
      boards: [company.board],
    });
    expect((await guest.ask('POST', '/api/feeds', { board: other })).status).toBe(403);
    const { url: all } = await subscribe(guest);
    expect(await (await fetch(all)).text()).not.toContain('Aktion fed');
    expect((await guest.ask('POST', '/api/feeds', { filter: { kind: 'nonsense' } })).status).toBe(400);
  });
});
