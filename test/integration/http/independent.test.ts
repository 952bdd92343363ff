// Recomputes what the host says with nothing but Node and the page of the design: no line of our own code is imported
// to judge, only to start the host and to make a plan.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundCompany, postPlan, type Company } from '../../support/host/company';

interface Entry {
  seq: number;
  prev: string;
  hash: string;
  kind: string;
  by: string;
  device: string;
  sig: string;
  statement?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

let company: Company;
beforeAll(async () => {
  company = await foundCompany();
});
afterAll(() => company?.host.close());

/** RFC 8785, for what JSON.stringify already writes right: strings and numbers. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function signedBy(publicKey: string, text: string, sig: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(sig, 'base64url'));
}

function without(entry: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)));
}

function checkChain(entries: Entry[], head: string): void {
  let prev = '0'.repeat(64);
  entries.forEach((entry, index) => {
    expect(entry.seq).toBe(index + 1);
    expect(entry.prev).toBe(prev);
    expect(sha256(canonical(without(entry, 'hash')))).toBe(entry.hash);
    prev = entry.hash;
  });
  expect(head).toBe(prev);
}

describe('somebody who only read the design', () => {
  it('[RECORD-10] [RECORD-20] recomputes digest, chain and signatures of both records', async () => {
    const { owner, approver, board } = company;
    await postPlan(owner, board, 'p', { goal: 'Größe "8" – €', budgetMinor: 4_850_000, currency: 'EUR' });
    const promise = { ownerId: approver.id, days: 2, callShare: 0.35, capacityPerWeek: 40 };
    await owner.state(board, 'p', { kind: 'plan-submitted', note: 'Bitte bis Freitag' });
    await approver.state(board, 'p', { kind: 'decision', verdict: 'approve', promise });
    await owner.state(board, 'p', { kind: 'launched' });

    const read = async (path: string) =>
      (await owner.ask<{ entries: Entry[]; head: string }>('GET', path)).body;
    const workspace = await read('/api/record');
    const record = await read(`/api/boards/${board}/record`);
    checkChain(workspace.entries, workspace.head);
    checkChain(record.entries, record.head);
    expect(record.entries.map(({ kind }) => kind)).toEqual([
      'board-created',
      'plan-submitted',
      'decision',
      'launched',
    ]);

    const plan = (
      await owner.ask<{ digest: string; material: unknown }>('GET', `/api/boards/${board}/plans/p`)
    ).body;
    expect(sha256(canonical(plan.material))).toBe(plan.digest);
    const submission = record.entries[1];
    expect(submission?.statement?.['digest']).toBe(plan.digest);
    expect(sha256(canonical(submission?.body?.['snapshot']))).toBe(plan.digest);

    const keys = new Map<string, { key: string; member: string }>();
    for (const { kind, body } of workspace.entries) {
      if (kind === 'workspace-created') keys.set('host', { key: String(body?.['hostKey']), member: 'host' });
      if (kind === 'device-enrolled')
        keys.set(String(body?.['device']), {
          key: String(body?.['publicKey']),
          member: String(body?.['member']),
        });
    }
    for (const entry of [...workspace.entries, ...record.entries]) {
      const signed = entry.statement ?? without(entry, 'sig', 'hash');
      const device = keys.get(entry.device);
      expect(device?.member).toBe(entry.by);
      expect(signedBy(device?.key ?? '', canonical(signed), entry.sig)).toBe(true);
    }
    // Names are in no record: they could not be erased there.
    expect(JSON.stringify([workspace, record])).not.toMatch(/Maren|Keller/);
  });

  it('[RECORD-21] reads on from where he stands, and is told the same by verify', async () => {
    const { owner, board } = company;
    const { entries, head } = await owner.record(board);
    const rest = await owner.ask<{ entries: Entry[] }>(
      'GET',
      `/api/boards/${board}/record?since=${entries.length - 1}`,
    );
    expect(rest.body.entries.map(({ hash }) => hash)).toEqual([head]);
    const verified = await owner.ask('GET', `/api/boards/${board}/record/verify`);
    expect(verified.body).toEqual({ ok: true, size: entries.length, head });
  });
});
