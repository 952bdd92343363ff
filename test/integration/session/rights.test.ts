import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonCommand } from '../../../shared/domain/session/commands';
import { joinAs, type TestMember } from '../../support/clients/clients';
import { postPlan } from '../../support/host/company';
import { secretOf } from '../../support/host/host';
import { openOffice, Workshop, type Office } from '../../support/host/workshops';

/** Every command that somebody can give, with what it takes: one that is new is missing here. */
const COMMANDS: Readonly<Record<Exclude<PersonCommand['type'], 'hand' | 'ready'>, Record<string, unknown>>> =
  {
    start: {},
    item: { item: 'a' },
    focus: { view: 'wall' },
    gather: {},
    timer: { do: 'start', ms: 60_000 },
    park: { item: 'a' },
    hold: { on: true },
    handOver: { to: 'x' },
    take: {},
    lower: { member: 'x' },
    seat: { name: 'Petra Kern' },
    unseat: { person: 'seat-2' },
    reopen: {},
  };

let office: Office;
let workshop: Workshop;
let walkIn: TestMember;
/** Led it, and is a guest by now. */
let demoted: TestMember;
/** Led it, and handed it over. */
let former: TestMember;

beforeAll(async () => {
  office = await openOffice();
  const { owner, marketing, sales, board, served } = office;
  former = sales;
  demoted = marketing;
  workshop = await Workshop.plan(former, board);
  await workshop.command(former, 'start');
  await workshop.command(former, 'seat', { name: 'Ute Kern' });
  const { link } = (await former.ask<{ link: string }>('POST', `${workshop.path}/invite`)).body;
  walkIn = await joinAs(served.url, { secret: secretOf(link), name: 'Kommt Vorbei', department: 'sales' });
  await workshop.command(former, 'handOver', { to: demoted.id });
  await owner.ask('PATCH', `/api/members/${demoted.id}`, { role: 'guest' });
});
afterAll(() => office?.close());

describe('[SESSION-4] [SESSION-22] a walk-in, a guest, a facilitator who is a guest by now', () => {
  const people = (): readonly TestMember[] => [walkIn, office.guest, demoted];

  it('give no command but what everybody says of himself', async () => {
    const before = await workshop.view(office.owner);
    expect(before.facilitator).toBe(demoted.id);
    expect((await demoted.ask<{ role: string }>('GET', '/api/me')).body).toMatchObject({ role: 'guest' });
    for (const [type, more] of Object.entries(COMMANDS))
      for (const by of people())
        expect([type, (await workshop.command(by, type, more)).status]).toEqual([type, 403]);
    const { now: _before, ...stood } = before;
    const { now: _after, ...stands } = await workshop.view(office.owner);
    expect(stands).toEqual(stood);
    for (const by of people()) {
      expect((await workshop.command(by, 'hand', { up: true })).status).toBe(200);
      expect((await workshop.command(by, 'ready', { on: true })).status).toBe(200);
    }
  });

  it('plan, change, invite to and close none', async () => {
    const { board } = office;
    const { digest } = await workshop.minutes(office.owner);
    for (const by of people()) {
      const plan = { title: 'Neu', facilitator: by.id, minutes: 60 };
      const asked = [
        await by.ask('POST', `/api/boards/${board}/sessions`, plan),
        await by.ask('PATCH', workshop.path, { title: 'Anders' }),
        await by.ask('POST', `${workshop.path}/invite`),
        await workshop.close(by, digest),
      ];
      expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    }
  });

  it('open and end no round; a walk-in enters in those he may, guests in none', async () => {
    const { owner, board } = office;
    const path = `/api/boards/${board}/rounds`;
    await postPlan(owner, board, 'p');
    await workshop.command(owner, 'take');
    const rounds = [
      [{ kind: 'notes', authors: 'shown' }, { texts: ['Messe'] }, 204],
      [{ kind: 'votes', votesEach: 1, on: ['a'] }, { picks: ['a'] }, 204],
      [{ kind: 'estimate', plan: 'p' }, { enquiries: 20 }, 204],
      [{ kind: 'pulse' }, { grade: 2 }, 403],
    ] as const;
    for (const [asked, entry, mayWalkIn] of rounds) {
      const body = { ...asked, session: workshop.id };
      const { id } = (await owner.ask<{ id: string }>('POST', path, body)).body;
      for (const by of people()) {
        expect([asked.kind, (await by.ask('POST', path, body)).status]).toEqual([asked.kind, 403]);
        const entered = await by.ask('POST', `${path}/${id}/entries`, entry);
        expect([asked.kind, entered.status]).toEqual([asked.kind, by === walkIn ? mayWalkIn : 403]);
        expect((await by.ask('POST', `${path}/${id}/close`)).status).toBe(403);
      }
      expect((await owner.ask('POST', `${path}/${id}/close`)).status).toBe(200);
    }
  });

  it('does not hold for who was to lead and handed it over: he takes it back', async () => {
    expect((await workshop.command(former, 'item', { item: 'a' })).status).toBe(403);
    expect((await workshop.command(former, 'take')).status).toBe(200);
    expect((await workshop.command(office.owner, 'item', { item: 'a' })).status).toBe(403);
    expect((await workshop.view(office.guest)).facilitator).toBe(former.id);
  });
});
