import { isJsonObject, type Json, type JsonObject } from '../../../shared/domain/json';
import { hashOfEntry, hostSigningText, type RecordEntry } from '../../../shared/domain/record';
import { GENESIS, WORKSPACE } from '../../../shared/domain/record';
import { campaign, HOST_KEY, Records } from '../host/records';

/** A workspace's record and a board's. */
export interface Pair {
  readonly workspace: readonly RecordEntry[];
  readonly board: readonly RecordEntry[];
}

export const SECOND_PLAN = 'plan-2';

/** Two plans through everything that can be stated, rights and rules changing on the way. */
export function honestPair(): Pair {
  const [A, B, C] = [
    campaign(),
    campaign({ title: 'Herbst', channels: ['Messe', 'Radio'] }),
    campaign({ ownerId: 'kim' }),
  ];
  const other = { plan: SECOND_PLAN };
  const { workspace, board } = Records.founded()
    .submit(A, 'max', { returnPromise: [{ what: 'other', text: 'Mappe', dueOn: '2027-02-01' }] })
    .decide('request-changes', A, 'vera', { note: 'Bitte kürzer' })
    .join('sven', 'member', 'sales')
    .delegate('vera', 'sven')
    .allow()
    .submit(B, 'max', { decideBy: '2026-12-04' })
    .decide('approve', B, 'sven', { onBehalfOf: 'vera' })
    .rights('sven', 'member', 'sales', true)
    .end('launched', B)
    .setPolicy({ approvals: 1, leadTimeDays: 7, promiseRequired: true })
    .submit(C, 'kim', other)
    .decide('approve', C, 'sven', other)
    .byHost(WORKSPACE, 'member-removed', { member: 'sven', by: 'max' })
    .byHost(WORKSPACE, 'device-removed', { member: 'sven', device: 'sven-laptop', by: 'max' })
    .decide('retract', B)
    .end('closed', B)
    .end('withdrawn', C, 'kim', other);
  return { workspace, board };
}

/** One field of an entry changed, named by its path. */
export interface Change {
  readonly path: string;
  readonly entry: RecordEntry;
}

/** `npm test -- quick` tries one of so many only. */
export const ONE_LIE_OF = Number(process.env['HANDSCHLAG_ONE_LIE_OF'] ?? 1);

/** Every way to change one field of an entry: another value of its type, a value of another type, or none. */
export function changesOf(entry: RecordEntry): Change[] {
  const all = changed(entry as unknown as Json, '').filter((_change, at) => at % ONE_LIE_OF === 0);
  return all.map(([path, value]) => ({
    path,
    entry: value as unknown as RecordEntry,
  }));
}

function changed(value: Json, path: string): [string, Json][] {
  if (typeof value === 'string')
    return [
      [path, otherText(value)],
      [path, 7],
    ];
  if (typeof value === 'number')
    return [
      [path, value + 1],
      [path, String(value)],
    ];
  if (typeof value === 'boolean') return [[path, !value]];
  if (Array.isArray(value))
    return [
      [path, [...(value as Json[]), 'more']],
      [path, []],
    ];
  if (!isJsonObject(value)) return [[path, 'x']];
  const inside = Object.entries(value).flatMap(([key, each]) => {
    const here = path === '' ? key : `${path}.${key}`;
    const others = changed(each, here).map(([name, other]): [string, Json] => [
      name,
      { ...value, [key]: other },
    ]);
    return [...others, [`-${here}`, without(value, key)] as [string, Json]];
  });
  return [...inside, [`${path}+`, { ...value, added: true }]];
}

/** Of the same form, so that nothing but its meaning gives it away. */
function otherText(text: string): string {
  const last = text.slice(-1);
  const other = /[0-9]/.test(last) ? String((Number(last) + 1) % 10) : last === 'a' ? 'b' : 'a';
  return text.slice(0, -1) + other;
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/**
 * What a careful host makes of records it changed: numbers, links, hashes, its own signatures and the moments of the
 * workspace's record that entries name are all made to fit. Only what people signed it cannot sign.
 */
export function refitted({ workspace, board }: Pair): Pair {
  const names = new Map<string, string>();
  const whole = relinked(workspace, names);
  return { workspace: whole, board: relinked(board, names) };
}

/** What names another entry of the workspace's record names it as it is now. */
function renamed(body: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const named = Object.entries(body).map(([key, value]): [string, Json] =>
    typeof value === 'string' && (key === 'workspaceHead' || key === 'delegation')
      ? [key, names.get(value) ?? value]
      : [key, value],
  );
  return Object.fromEntries(named);
}

function relinked(entries: readonly RecordEntry[], names: Map<string, string>): RecordEntry[] {
  let prev = GENESIS;
  return entries.map((entry, index) => {
    const body = entry.body && renamed(entry.body, names);
    const { hash: old, ...rest } = { ...entry, seq: index + 1, prev, ...(body ? { body } : {}) };
    const byHost = rest.statement === undefined;
    const signed = byHost ? { ...rest, sig: HOST_KEY.sign(hostSigningText(rest)) } : rest;
    const fitted = { ...signed, hash: hashOfEntry(signed) };
    if (entry.board === WORKSPACE) names.set(old, fitted.hash);
    prev = fitted.hash;
    return fitted;
  });
}
