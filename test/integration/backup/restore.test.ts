import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setField } from '../../../shared/doc/commands';
import { verifyEd25519 } from '../../../server/base/crypto';
import { RecordBook } from '../../../shared/domain/verify/book';
import { WORKSPACE, type RecordEntry } from '../../../shared/domain/record';
import { joinAs, type Answer, type TestMember } from '../../support/clients/clients';
import { foundCompany, postPlan, type Company } from '../../support/host/company';
import { runHostProcess, startHostProcess } from '../../support/host/host';
import { RawClient } from '../../support/clients/raw-client';
import { backupOf, previewOf, restore, restoredStatement } from '../../support/host/restoring';

let company: Company;
beforeEach(async () => {
  company = await foundCompany();
});
afterEach(() => company?.host.close());

const code = ({ body }: Answer<unknown>) =>
  String((body as { type?: unknown }).type).replace('urn:handschlag:problem:', '');

async function agree(plan: string): Promise<void> {
  const { owner, approver, board } = company;
  await postPlan(owner, board, plan);
  expect((await owner.state(board, plan, { kind: 'plan-submitted' })).status).toBe(201);
  const promise = { ownerId: approver.id, days: 2, callShare: 0.5, capacityPerWeek: 40 };
  const answer = await approver.state(board, plan, { kind: 'decision', verdict: 'approve', promise });
  expect(answer.status).toBe(201);
}

async function workspaceRecord(member: TestMember): Promise<RecordEntry[]> {
  return (await member.ask<{ entries: RecordEntry[] }>('GET', '/api/record')).body.entries;
}

async function epochOf(member: TestMember): Promise<unknown> {
  return (await member.ask('GET', '/api/me')).body['epoch'];
}

async function expectVerified(member: TestMember, board: string): Promise<void> {
  const workspace = await workspaceRecord(member);
  const { entries } = await member.record(board);
  const book = new RecordBook(verifyEd25519);
  expect(await book.check(WORKSPACE, workspace)).toBeNull();
  expect(await book.check(board, entries)).toBeNull();
}

describe('[RESTORE-1] a backup', () => {
  it('[RECORD-14] brings boards, plans and decisions back, and begins a new epoch', async () => {
    const { owner, approver, board } = company;
    await agree('spring');
    const file = await backupOf(owner);
    const epoch = await epochOf(owner);
    const lost = await owner.record(board);

    await agree('summer');
    const { doc, close } = await owner.openBoard(board);
    setField(doc, 'spring', 'title', 'Anders');
    await vi.waitFor(async () =>
      expect((await owner.plan(board, 'spring')).status).toBe('changed-since-agreed'),
    );
    close();
    const later = await owner.createBoard('Später');
    const now = await owner.record(board);
    const verified = () => owner.ask('GET', `/api/boards/${board}/record/verify`);
    expect((await verified()).body).toMatchObject({ ok: true });
    expect((await previewOf(owner, file)).body).toMatchObject({
      boards: 1,
      plans: 1,
      since: { boardsGone: ['Später'], plansGone: 1, plansChanged: 1, plansBack: 0, decisionsGone: 2 },
    });

    const watching = await RawClient.open(approver, `board:${board}`);
    expect((await restore(owner, file)).status).toBe(204);
    await watching.until(() => watching.closed !== null);
    expect(watching.closed).toBe(4409);

    expect(await owner.plan(board, 'spring')).toMatchObject({
      status: 'agreed',
      material: { title: 'Frühjahrsaktion' },
    });
    expect((await owner.ask('GET', `/api/boards/${board}/plans/summer`)).status).toBe(404);
    expect((await owner.ask('GET', `/api/boards/${later}/plans`)).status).toBe(404);
    expect(await epochOf(owner)).not.toBe(epoch);
    const old = await owner.ask('POST', '/api/tickets', { room: `board:${board}`, epoch });
    expect(old.status).toBe(409);

    const workspace = await workspaceRecord(owner);
    const restored = workspace[workspace.length - 1];
    expect(restored).toMatchObject({
      kind: 'restored',
      by: owner.id,
      device: owner.deviceId,
      body: {
        epoch: await epochOf(owner),
        lost: { boards: { [board]: { seq: now.entries.length, hash: now.head }, [later]: { seq: 1 } } },
      },
    });
    const { entries } = await owner.record(board);
    expect(entries.slice(0, -1)).toEqual(lost.entries);
    expect(entries[entries.length - 1]).toMatchObject({
      kind: 'restored',
      by: 'host',
      body: { lost: { seq: now.entries.length, hash: now.head }, workspace: restored?.hash },
    });
    await expectVerified(owner, board);
    expect((await verified()).body).toMatchObject({ ok: true });
    await agree('autumn');
    // The host has checked what stood there before and must not go on from that.
    expect((await verified()).body).toMatchObject({ ok: true, size: entries.length + 2 });
  });

  it('leaves people as they are now', async () => {
    const { owner, marketing, board } = company;
    const file = await backupOf(owner);
    await owner.ask('DELETE', `/api/members/${marketing.id}`);
    const newcomer = await owner.invite({ name: 'Nora Neu', department: 'sales', approver: true });
    await owner.ask('PATCH', `/api/members/${company.sales.id}`, { approver: true });
    const before = await workspaceRecord(owner);
    expect((await restore(owner, file)).status).toBe(204);
    expect((await marketing.ask('GET', '/api/me')).status).toBe(403);
    expect((await newcomer.ask('GET', '/api/me')).body).toMatchObject({ approver: true });
    expect((await company.sales.ask('GET', '/api/me')).body).toMatchObject({ approver: true });
    const after = await workspaceRecord(owner);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBe(before.length + 1);
    await expectVerified(newcomer, board);
  });

  it('leaves a copy of what was there, to which one can go back', async () => {
    const { owner, board, host } = company;
    await agree('spring');
    const file = await backupOf(owner);
    await agree('summer');
    await restore(owner, file);
    const { body } = await owner.ask<{ copies: { kind: string; name: string }[] }>('GET', '/api/backups');
    const copy = body.copies.find(({ kind }) => kind === 'before-restore');
    const said = await owner.ask<{ sha256: string; plans: number }>(
      'POST',
      `/api/restore?dryRun=true&copy=${copy?.name}`,
    );
    expect(said.body).toMatchObject({ plans: 2 });
    const statement = { ...(await restoredStatement(owner, new Uint8Array())), backup: said.body.sha256 };
    const signed = { statement, device: owner.deviceId, sig: owner.sign(statement) };
    const query = Buffer.from(JSON.stringify(signed)).toString('base64url');
    const back = await owner.ask('POST', `/api/restore?copy=${copy?.name}&statement=${query}`);
    expect(back.status).toBe(204);
    expect((await owner.plan(board, 'summer')).status).toBe('agreed');
    await expectVerified(owner, board);
    expect(await readdir(join(host.data, 'passing'))).toEqual([]);
  });
});

describe('[RESTORE-6] a directory that was lost and begun anew from an older backup', () => {
  it('goes on with a newer one that turns up, and people belong as they do by then', async () => {
    const { owner, sales, marketing, host } = company;
    const { port } = new URL(host.url);
    const folder = await mkdtemp(join(tmpdir(), 'handschlag-lost-'));
    await writeFile(join(folder, 'old'), await backupOf(owner));
    const lost = await owner.invite({ name: 'Lena Lost', department: 'sales', approver: true });
    await agree('spring');
    const newer = await backupOf(owner);
    await host.kill();

    const data = join(folder, 'new');
    expect((await runHostProcess(['restore', '--data', data, '--from', join(folder, 'old')])).code).toBe(0);
    const again = await startHostProcess({ data, port: Number(port) });
    try {
      const newcomer = await owner.invite({ name: 'Nora Neu', department: 'other' });
      const phone = await joinAs(again.url, {
        secret: await newcomer.deviceLink(),
        name: 'x',
        department: 'other',
      });
      await owner.ask('DELETE', `/api/members/${marketing.id}`);
      await owner.ask('PATCH', `/api/members/${sales.id}`, { approver: true });
      // Nobody who reads the newer record could find there what was seen between its end and that of the present one.
      const head = (await workspaceRecord(owner)).at(-2)?.hash ?? '';
      const stale = { ...(await restoredStatement(owner, newer)), head };
      expect(code(await restore(owner, newer, stale))).toBe('record-diverged');
      expect((await restore(owner, newer)).status).toBe(204);

      expect((await owner.plan(company.board, 'spring')).status).toBe('agreed');
      expect((await marketing.ask('GET', '/api/me')).status).toBe(403);
      for (const member of [lost, newcomer, phone])
        expect((await member.ask('GET', '/api/me')).status).toBe(200);
      const kinds = (await workspaceRecord(owner)).slice(-5).map(({ kind }) => kind);
      expect(kinds).toEqual([
        'device-enrolled',
        'device-enrolled',
        'member-removed',
        'role-changed',
        'restored',
      ]);
      await expectVerified(owner, company.board);
      const statement = await sales.state(company.board, 'spring', { kind: 'decision', verdict: 'decline' });
      expect(statement.status).toBe(201);
      await expectVerified(owner, company.board);
    } finally {
      await again.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('[RESTORE-2] what is refused changes nothing', () => {
  it('[BACKUP-3] says in words what is wrong with the file', async () => {
    const { owner } = company;
    await agree('spring');
    const file = await backupOf(owner);
    const epoch = await epochOf(owner);
    const refusals = async (bytes: Uint8Array<ArrayBuffer>) => {
      const [dry, real] = [await previewOf(owner, bytes), await restore(owner, bytes)];
      expect(code(dry)).toBe(code(real));
      return `${real.status} ${code(real)}`;
    };
    expect(await refusals(new TextEncoder().encode('hello'.repeat(2000)))).toBe('422 not-a-backup');
    expect(await refusals(new Uint8Array())).toBe('422 not-a-backup');
    expect(await refusals(file.slice(0, file.length / 2))).toBe('422 backup-damaged');
    const turned = file.slice();
    const at = Buffer.from(turned.buffer).indexOf('Frühjahrsaktion');
    turned[at] = (turned[at] ?? 0) ^ 1;
    expect(await refusals(turned)).toBe('422 backup-damaged');
    const other = await foundCompany();
    try {
      expect(await refusals(await backupOf(other.owner))).toBe('422 backup-foreign');
    } finally {
      await other.host.close();
    }
    expect(await epochOf(owner)).toBe(epoch);
    expect(await readdir(join(company.host.data, 'passing'))).toEqual([]);
  });

  it('[RESTORE-3] lets in what an owner has signed about this file, once', async () => {
    const { owner, approver } = company;
    const file = await backupOf(owner);
    const good = await restoredStatement(owner, file);
    const working = await RawClient.open(approver, 'workspace');
    expect((await restore(approver, file)).status).toBe(403);
    expect(code(await restore(owner, file, { ...good, backup: 'a'.repeat(64) }))).toBe('wrong-place');
    expect(code(await restore(owner, file, { ...good, head: 'a'.repeat(64) }))).toBe('record-diverged');
    await working.flushed();
    expect(working.closed, 'nobody is cut for what is refused').toBeNull();
    expect((await restore(owner, file, good)).status).toBe(204);
    expect(code(await restore(owner, file, good))).toBe('replayed');
    expect((await owner.ask('POST', '/api/restore')).status).toBe(400);
  });
});
