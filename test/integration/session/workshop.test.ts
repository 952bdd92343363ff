import { afterAll, beforeAll, expect, it, describe, vi } from 'vitest';
import { addAgendaItem, remarksOf } from '../../../shared/doc/agenda';
import { addThread, setField } from '../../../shared/doc/commands';
import { addTask } from '../../../shared/doc/tasks';
import { digestOfMinutes, type Minutes } from '../../../shared/domain/session/minutes';
import { sessionView, type SessionView } from '../../../shared/domain/session/session';
import { MESSAGE } from '../../../shared/sync/protocol';
import { RawClient } from '../../support/clients/raw-client';
import { postPlan } from '../../support/host/company';
import { openOffice, Workshop, type Office } from '../../support/host/workshops';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

const viewsOf = (client: RawClient): SessionView[] =>
  client.heard.flatMap(({ type, json }) => (type === MESSAGE.session ? [sessionView.parse(json)] : []));

describe('a workshop', () => {
  it('[SESSION-1] [SESSION-30] [SESSION-37] from its plan to its minutes, as everybody sees it', async () => {
    const { owner, marketing, approver, guest, board } = office;
    await postPlan(marketing, board, 'plan', { title: 'Frühjahr' });
    const at = '2027-01-12T14:00:00+01:00';
    const workshop = await Workshop.plan(marketing, board, { deputies: [approver.id], at });
    const { doc, close } = await marketing.openBoard(board);
    for (const id of ['one', 'two'])
      addAgendaItem(doc, {
        id,
        session: workshop.id,
        kind: 'plan',
        ref: 'plan',
        title: `Punkt ${id}`,
        minutes: 10,
      });
    const [phone, desk] = [
      await RawClient.open(guest, 'workspace'),
      await RawClient.open(approver, `board:${board}`),
    ];
    await phone.until(() => viewsOf(phone).length > 0);
    expect(viewsOf(phone).at(-1)).toMatchObject({ id: workshop.id, board, state: 'planned', at, rev: 1 });

    expect(await workshop.command(marketing, 'start')).toMatchObject({ status: 200, body: { rev: 2 } });
    expect((await workshop.command(marketing, 'item', { item: 'one' })).status).toBe(200);
    expect((await workshop.command(marketing, 'timer', { do: 'start', ms: 300_000 })).status).toBe(200);
    setField(doc, 'plan', 'goal', 'Mehr Anfragen');
    remarksOf(doc, 'one')?.insert(0, 'Sehr gut.');
    addTask(doc, { id: 'task', text: 'Brief', ownerId: marketing.id, dueOn: '2027-02-01', from: 'one' });
    addThread(
      doc,
      { id: 'thread', plan: 'plan' },
      { id: 'c', text: 'Wann?', at: '2027-01-12', mentions: [] },
    );
    await vi.waitFor(async () => {
      const { items } = (await workshop.minutes(owner)) as unknown as Minutes;
      expect(items[0]).toMatchObject({ remarks: 'Sehr gut.', comments: [{ thread: 'thread' }] });
    });
    expect((await marketing.state(board, 'plan', { kind: 'plan-submitted' })).status).toBe(201);
    const promise = { ownerId: approver.id, days: 2, callShare: 0.5, capacityPerWeek: 10 };
    const decided = await approver.state(board, 'plan', { kind: 'decision', verdict: 'approve', promise });
    expect(decided.status).toBe(201);

    await desk.until(() => viewsOf(desk).at(-1)?.timer.state === 'running');
    expect(viewsOf(desk).at(-1)).toMatchObject({ item: 'one', state: 'open', facilitator: marketing.id });
    await office.served.host.tick();
    const minutes = await workshop.minutes(guest);
    const {
      digest,
      outcomes,
      names: _names,
      ...content
    } = minutes as unknown as Minutes & {
      digest: string;
      outcomes: unknown;
      names: unknown;
    };
    expect(outcomes).toEqual([]);
    expect(digestOfMinutes(content)).toBe(digest);
    expect(content).toMatchObject({
      title: 'Produktworkshop',
      facilitators: [marketing.id],
      items: [
        {
          item: 'one',
          plans: [{ id: 'plan', title: 'Frühjahr' }],
          comments: [{ thread: 'thread', plan: 'plan', title: 'Frühjahr' }],
          decisions: [
            { kind: 'plan-submitted', by: marketing.id },
            { kind: 'decision', verdict: 'approve', by: approver.id, promise },
          ],
          remarks: 'Sehr gut.',
          tasks: [{ id: 'task', text: 'Brief', doneOn: null }],
        },
      ],
      open: [{ item: 'two', title: 'Punkt two', parked: false }],
    });
    expect(content.present.map(({ member }) => member)).toEqual(
      expect.arrayContaining([marketing.id, approver.id]),
    );

    expect((await workshop.close(marketing, 'a'.repeat(64))).status).toBe(409);
    expect(await workshop.close(marketing, digest)).toMatchObject({ status: 200, body: { state: 'closed' } });
    await phone.until(() => viewsOf(phone).at(-1)?.state === 'closed');
    const { entries } = await owner.record(board);
    expect(entries.at(-1)).toMatchObject({
      kind: 'session-closed',
      body: { session: workshop.id, digest, by: marketing.id },
    });
    setField(doc, 'plan', 'goal', 'Danach');
    expect(await workshop.minutes(guest)).toEqual(minutes);
    const german = await guest.ask<string>('GET', `${workshop.path}/minutes.md?lang=de`);
    expect(german.body).toContain('# Niederschrift: Produktworkshop');
    expect(german.body).toContain('freigegeben, Jonas Keller');
    expect(
      await office.served.host.workspace.audit.faultOf((await office.served.host.room(board)).record),
    ).toBeNull();
    for (const client of [phone, desk]) client.close();
    close();
  });

  it('[SESSION-38] shows what came of rounds beside its minutes, as long as it is not erased', async () => {
    const { owner, marketing, sales, board, guest } = office;
    const workshop = await Workshop.plan(marketing, board);
    await workshop.command(marketing, 'start');
    await workshop.command(marketing, 'item', { item: 'one' });
    const rounds = `/api/boards/${board}/rounds`;
    const body = { kind: 'notes', authors: 'shown', title: 'Was hält ab?', session: workshop.id };
    const { id } = (await marketing.ask<{ id: string }>('POST', rounds, body)).body;
    expect((await workshop.view(guest)).round).toBe(id);
    await sales.ask('POST', `${rounds}/${id}/entries`, { texts: ['Der Preis'] });
    await marketing.ask('POST', `${rounds}/${id}/close`);
    expect((await workshop.closeAsItIs(marketing)).status).toBe(200);

    const told = async () => {
      const {
        digest,
        outcomes,
        names: _names,
        ...content
      } = (await workshop.minutes(guest)) as unknown as Minutes & {
        digest: string;
        outcomes: unknown;
        names: unknown;
      };
      expect(digestOfMinutes(content)).toBe(digest);
      expect(JSON.stringify(content)).not.toContain('Der Preis');
      return outcomes;
    };
    expect(await told()).toMatchObject([
      { id, answers: 1, result: { notes: [{ text: 'Der Preis', by: sales.id }] } },
    ]);
    const markdown = () => guest.ask<string>('GET', `${workshop.path}/minutes.md?lang=en`);
    expect((await markdown()).body).toContain('**Notes: Was hält ab?** (one answer, record no.');
    expect((await markdown()).body).toContain('  - Der Preis (Aylin Demir)');
    await owner.ask('DELETE', `/api/members/${sales.id}`);
    expect(await told()).toMatchObject([{ id, answers: 1, result: { notes: [] } }]);
    expect((await markdown()).body).not.toContain('Der Preis');
  });

  it('[SESSION-38] tells of a round that was open at the end, and of what came of it later, nothing before', async () => {
    const { marketing, approver, board, guest } = office;
    const workshop = await Workshop.plan(marketing, board);
    await workshop.command(marketing, 'start');
    const rounds = `/api/boards/${board}/rounds`;
    const body = { kind: 'notes', authors: 'hidden', title: 'Zu früh', session: workshop.id };
    const { id } = (await marketing.ask<{ id: string }>('POST', rounds, body)).body;
    await approver.ask('POST', `${rounds}/${id}/entries`, { texts: ['Das Lager'] });
    expect((await workshop.closeAsItIs(marketing)).status).toBe(200);
    const outcomes = async () =>
      ((await workshop.minutes(guest)) as unknown as { outcomes: unknown }).outcomes;
    const markdown = async () => (await guest.ask<string>('GET', `${workshop.path}/minutes.md?lang=en`)).body;
    const [left] = (await outcomes()) as Record<string, unknown>[];
    expect(left).toMatchObject({ id, state: 'open', title: 'Zu früh' });
    for (const told of ['result', 'own', 'answered', 'who', 'answers']) expect(left).not.toHaveProperty(told);
    expect(await markdown()).toContain(
      '## Rounds that were still open at the end\n\n- **Notes: Zu früh** (not revealed yet)\n',
    );
    await marketing.ask('POST', `${rounds}/${id}/close`);
    expect(await outcomes()).toMatchObject([
      { id, state: 'closed', result: { notes: [{ text: 'Das Lager' }] } },
    ]);
    expect(await markdown()).toContain('- **Notes: Zu früh** (one answer)\n  - Das Lager');
  });
});
