import { describe, expect, it } from 'vitest';
import type { Api } from '../../../../renderer/client/connection/api';
import { RecordReader } from '../../../../renderer/client/record/reader';
import type { RecordChecks } from '../../../../renderer/client/record/checks';
import { Statements } from '../../../../renderer/client/record/statements';
import type { Failure, Outcome } from '../../../../renderer/client/connection/outcome';
import { generate, sign, verify } from '../../../../shared/crypto/ed25519';
import { digestOf } from '../../../../shared/domain/plan';
import {
  GENESIS,
  hashOfEntry,
  signingText,
  type RecordEntry,
  type SignedStatement,
} from '../../../../shared/domain/record';
import { memoryStore } from '../../../support/clients/memory-store';

const key = generate();
const SNAPSHOT = { title: 'Frühjahr' };
const DIGEST = digestOf(SNAPSHOT);
const DRAFT = { kind: 'plan-submitted', plan: 'p', digest: DIGEST } as const;

/** What is checked of a record has tests of its own. */
const TRUSTING: RecordChecks = {
  adopt: async () => null,
  restart: async () => null,
  check: async () => null,
  audit: async () => ({ workspace: null, board: null }),
  close: () => undefined,
};

type Answer = 'taken' | 'lost-before' | 'lost-after' | Failure;

/** A host that answers each post as told, and remembers what it was sent. */
function hostThat(answers: Answer[]) {
  const entries: RecordEntry[] = [];
  const posts: SignedStatement[] = [];
  const append = ({ statement, device, sig }: SignedStatement): RecordEntry => {
    const prev = entries[entries.length - 1]?.hash ?? GENESIS;
    const draft = {
      seq: entries.length + 1,
      prev,
      at: '2027-01-01T00:00:00Z',
      board: 'b',
      by: 'me',
      device,
      statement,
      sig,
    };
    const body = { snapshot: SNAPSHOT };
    const entry = { ...draft, kind: statement.kind, plan: statement.plan, body, hash: '' };
    const whole = { ...entry, hash: hashOfEntry(entry) };
    entries.push(whole);
    return whole;
  };
  const post = (body: SignedStatement): Outcome<unknown> => {
    posts.push(body);
    const before = entries.find((entry) => entry.statement?.nonce === body.statement.nonce);
    if (before) return { ok: false, failure: { code: 'replayed', seq: before.seq } };
    const answer = answers.shift() ?? 'taken';
    if (typeof answer === 'object') return { ok: false, failure: answer };
    if (answer === 'lost-before') return { ok: false, failure: { code: 'offline' } };
    const entry = append(body);
    return answer === 'lost-after'
      ? { ok: false, failure: { code: 'offline' } }
      : { ok: true, value: { entry } };
  };
  const api: Api = {
    call: async (route, schema, call) => {
      const record = {
        entries: entries.slice(Number(call?.query?.['since'])),
        head: entries[entries.length - 1]?.hash ?? GENESIS,
      };
      const outcome =
        route === 'boardRecord' ? { ok: true as const, value: record } : post(call?.body as SignedStatement);
      return outcome.ok ? { ok: true, value: schema.parse(outcome.value) } : outcome;
    },
    send: async () => ({ ok: true, value: undefined }),
    download: async () => ({ ok: false, failure: { code: 'not-found' } }),
  };
  return { api, posts, entries };
}

function statementsOn(api: Api, saved = true, digest = () => DIGEST) {
  const record = new RecordReader({
    api,
    store: memoryStore(),
    name: 'me',
    board: 'b',
    checks: TRUSTING,
    refreshWorkspace: async () => true,
    workspaceEntries: () => [],
    changed: () => undefined,
  });
  const statements = new Statements({
    api,
    board: 'b',
    device: 'mine',
    record,
    fault: () => record.fault,
    random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    sign: (text) => sign(key.secret, text),
    saved: async () => saved,
    unsavedBecause: () => 'offline',
    digest,
    pause: async () => undefined,
  });
  return { statements, record };
}

describe('statements', () => {
  it('[CLIENT-9] fills in digest, head and nonce, signs, and has the entry in the record at once', async () => {
    const { api, posts } = hostThat([]);
    const { statements, record } = statementsOn(api);
    const first = await statements.make(DRAFT);
    expect(first).toMatchObject({ ok: true, value: { seq: 1, kind: 'plan-submitted' } });
    await statements.make({ kind: 'withdrawn', plan: 'p', note: 'doch nicht' });
    expect(posts[1]?.statement).toMatchObject({
      v: 1,
      board: 'b',
      digest: DIGEST,
      head: record.entries[0]?.hash,
    });
    const [statement, sig] = [posts[1]?.statement, posts[1]?.sig ?? ''];
    expect(statement && (await verify(key.publicKey, signingText(statement), sig))).toBe(true);
    expect(record.head.seq).toBe(2);
  });

  it('[CLIENT-9] takes back the submission that was shown', async () => {
    const { api, posts } = hostThat([]);
    const { statements } = statementsOn(api);
    const shown = 'e'.repeat(64);
    await statements.make({ kind: 'recalled', plan: 'p', digest: shown });
    expect(posts[0]?.statement).toMatchObject({ kind: 'recalled', digest: shown });
  });

  it('[CLIENT-9] states nothing while something is unsaved', async () => {
    const { api, posts } = hostThat([]);
    expect(await statementsOn(api, false).statements.make(DRAFT)).toEqual({
      ok: false,
      failure: { code: 'offline' },
    });
    expect(posts).toEqual([]);
  });

  it.each([
    ['never arrived', 'lost-before'],
    ['arrived, but its answer was lost', 'lost-after'],
  ] as const)('[CLIENT-10] sends the same again when it %s, and counts once', async (_name, fate) => {
    const { api, posts, entries } = hostThat([fate]);
    const outcome = await statementsOn(api).statements.make(DRAFT);
    expect(outcome).toMatchObject({ ok: true, value: { seq: 1 } });
    expect(posts).toHaveLength(2);
    expect(posts[1]).toEqual(posts[0]);
    expect(entries).toHaveLength(1);
  });

  it('[CLIENT-10] stated again after the host stayed away, it is the same statement', async () => {
    const { api, posts } = hostThat(Array.from({ length: 5 }, () => 'lost-before' as const));
    const { statements } = statementsOn(api);
    expect(await statements.make(DRAFT)).toEqual({ ok: false, failure: { code: 'offline' } });
    expect((await statements.make(DRAFT)).ok).toBe(true);
    expect(new Set(posts.map((post) => post.statement.nonce)).size).toBe(1);
  });

  it('[CLIENT-10] the same said of another version is another statement', async () => {
    const { api, posts, entries } = hostThat([...Array(4).fill('lost-before'), 'lost-after'] as Answer[]);
    let version = 'a'.repeat(64);
    const { statements } = statementsOn(api, true, () => version);
    const launch = { kind: 'withdrawn', plan: 'p' } as const;
    expect(await statements.make(launch)).toEqual({ ok: false, failure: { code: 'offline' } });
    version = DIGEST;
    expect(await statements.make(launch)).toMatchObject({
      ok: true,
      value: { statement: { digest: DIGEST } },
    });
    expect(new Set(posts.map(({ statement }) => statement.nonce)).size).toBe(2);
    expect(entries.map(({ statement }) => statement?.digest)).toEqual(['a'.repeat(64), DIGEST]);
  });

  it('[CLIENT-9] hands on why the host refused, and begins anew the next time', async () => {
    const { api, posts } = hostThat([{ code: 'wrong-state', reason: 'ended' }]);
    const { statements } = statementsOn(api);
    expect(await statements.make(DRAFT)).toMatchObject({
      failure: { code: 'wrong-state', reason: 'ended' },
    });
    expect((await statements.make(DRAFT)).ok).toBe(true);
    expect(posts[1]?.statement.nonce).not.toBe(posts[0]?.statement.nonce);
  });

  it('[CLIENT-12] states nothing on a board whose record raised an alarm', async () => {
    const { api, entries } = hostThat([]);
    const { statements, record } = statementsOn(api);
    await statements.make(DRAFT);
    entries.pop();
    await record.refresh();
    expect(await statements.make(DRAFT)).toEqual({ ok: false, failure: { code: 'record-fault' } });
  });
});
