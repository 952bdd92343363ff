// Checks an exported record with nothing but SHA-256 and Ed25519, which current browsers and Node have. It is written a
// second time on purpose, without a line of Handschlag's own code: whoever doubts that code can read this page.

const ZEROS = '0'.repeat(64);
const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 8785: keys sorted by UTF-16 code units, no spaces. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

function fromBase64Url(text) {
  const base64 = String(text).replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** @returns {(value: unknown) => Promise<string>} hex SHA-256 of the canonical JSON */
const hasher = (subtle) => async (value) => hex(await subtle.digest('SHA-256', bytes(canonical(value))));

function verifier(subtle) {
  return async (publicKey, value, sig) => {
    try {
      const key = await subtle.importKey('raw', fromBase64Url(publicKey), 'Ed25519', false, ['verify']);
      return await subtle.verify('Ed25519', key, fromBase64Url(sig), bytes(canonical(value)));
    } catch {
      return false;
    }
  };
}

/** Whether this browser or Node can check Ed25519 signatures at all. */
export async function canCheck(subtle) {
  try {
    return Boolean(await subtle.generateKey('Ed25519', false, ['sign', 'verify']));
  } catch {
    return false;
  }
}

/**
 * Checks both records of an export.
 * @returns {Promise<{entries: number, signatures: number, fault: null | {record: string, seq: number, what: string}}>}
 *   `what` is `chain`, `hash`, `device`, `signature`, `snapshot`, `right`, `policy`, `moment`, `head` or `repeated`
 */
export async function checkRecord({ workspace, board }, subtle) {
  const tools = { hash: hasher(subtle), verify: verifier(subtle) };
  const people = new People();
  const result = { entries: 0, signatures: 0, fault: null };
  for (const [record, entries, judge] of [
    ['workspace', workspace, (entry) => judgeWorkspace(entry, people, tools)],
    ['board', board, boardJudge(people, tools)],
  ]) {
    let prev = ZEROS;
    for (const [index, entry] of entries.entries()) {
      const what = (await linkFault(entry, index, prev, tools)) ?? (await judge(entry));
      if (what) return { ...result, fault: { record, seq: index + 1, what } };
      prev = entry.hash;
      result.entries += 1;
      result.signatures += 1;
    }
  }
  return result;
}

async function linkFault(entry, index, prev, { hash }) {
  if (entry.seq !== index + 1 || entry.prev !== prev) return 'chain';
  return (await hash(without(entry, 'hash'))) === entry.hash ? null : 'hash';
}

/** Who had which rights and keys once so many entries of the workspace's record were there. */
class People {
  moments = new Map([[ZEROS, 0]]);
  rights = new Map();
  devices = new Map();
  restores = new Map();
  said = new Set();

  at(member, seq) {
    return (this.rights.get(member) ?? []).findLast((moment) => moment.seq <= seq) ?? null;
  }

  device(id, seq) {
    const known = this.devices.get(id);
    return known && known.from <= seq && (known.until === null || known.until > seq) ? known : null;
  }

  take({ seq, hash, kind, body = {} }) {
    this.moments.set(hash, seq);
    if (kind === 'restored') this.restores.set(hash, body);
    const before = this.rights.get(body.member) ?? [];
    const last = before.at(-1);
    if (kind === 'member-joined' || kind === 'role-changed')
      this.rights.set(body.member, [...before, { ...body, seq, active: last?.active !== false }]);
    if (kind === 'member-removed' && last)
      this.rights.set(body.member, [...before, { ...last, seq, active: false }]);
    const enrol = (id, device) =>
      this.devices.has(id) || this.devices.set(id, { ...device, from: seq, until: null });
    if (kind === 'workspace-created') enrol('host', { member: 'host', publicKey: body.hostKey });
    if (kind === 'device-enrolled' && body.device !== 'host')
      enrol(body.device, {
        member: body.member,
        publicKey: body.publicKey,
        isRecovery: body.kind === 'recovery',
      });
    const removed = kind === 'device-removed' ? this.devices.get(body.device) : null;
    if (removed && removed.until === null) this.devices.set(body.device, { ...removed, until: seq });
  }
}

async function judgeWorkspace(entry, people, { verify }) {
  if (entry.seq === 1) people.take(entry);
  const before = Math.max(1, entry.seq - 1);
  const device = people.device(entry.device, before);
  if (!device || device.member !== entry.by) return 'device';
  if (entry.statement && people.at(entry.by, before)?.role !== 'owner') return 'right';
  const signed = entry.statement ?? without(entry, 'sig', 'hash');
  if (!(await verify(device.publicKey, signed, entry.sig))) return 'signature';
  const said = entry.statement && `${entry.device}/${entry.statement.nonce}`;
  if (said && people.said.has(said)) return 'repeated';
  if (said) people.said.add(said);
  if (entry.kind === 'device-enrolled' && !(await isVouched(entry, people, verify))) return 'signature';
  if (entry.seq > 1) people.take(entry);
  return null;
}

/** A member's first device comes by an invite; one he had signs for any further one. */
async function isVouched({ seq, body }, people, verify) {
  const own = [...people.devices.values()].filter(({ member }) => member === body.member);
  if (own.length === 0 && body.vouched === undefined) return true;
  const { statement, device, sig } = body.vouched ?? {};
  const voucher = people.device(device, seq - 1);
  if (!voucher || voucher.member !== body.member || statement.member !== body.member) return false;
  if (statement.deviceKey !== undefined && statement.deviceKey !== body.publicKey) return false;
  return statement.kind === 'device-link' && verify(voucher.publicKey, statement, sig);
}

/** A rule that is said to be off is the same as one that is not there. */
const rules = (policy) =>
  canonical(policy?.encryptedOnly === false ? without(policy, 'encryptedOnly') : policy);

const STATED = ['plan-submitted', 'decision', 'launched', 'closed', 'withdrawn'];

function boardJudge(people, { hash, verify }) {
  const seqs = new Map([[ZEROS, 0]]);
  const said = new Set();
  const submissions = new Map();
  let policy = null;
  let lastMoment = 0;

  return async (entry) => {
    const { kind, statement, body = {}, plan } = entry;
    seqs.set(entry.hash, entry.seq);
    if (!statement) return judgeHost(entry);
    const moment = body.workspaceHead === undefined ? lastMoment : people.moments.get(body.workspaceHead);
    if (moment === undefined || moment < lastMoment) return 'moment';
    lastMoment = moment;
    const device = people.device(entry.device, moment);
    if (!device || device.isRecovery || device.member !== entry.by) return 'device';
    if (statement.kind !== kind || statement.board !== entry.board || statement.plan !== plan)
      return 'signature';
    if (!(await verify(device.publicKey, statement, entry.sig))) return 'signature';
    const name = `${entry.device}/${statement.nonce}`;
    if (said.has(name)) return 'repeated';
    said.add(name);
    const head = seqs.get(statement.head);
    if (head === undefined || head >= entry.seq) return 'head';
    const rights = people.at(entry.by, moment);
    if (!rights?.active || rights.role === 'guest') return 'right';
    if (kind === 'plan-submitted') return submitted(entry, rights);
    return kind === 'decision' ? decided(entry, rights, head) : null;
  };

  async function judgeHost(entry) {
    const { kind, body = {} } = entry;
    if (entry.by !== 'host' || entry.device !== 'host') return 'device';
    const key = people.device('host', Infinity)?.publicKey;
    if (STATED.includes(kind) || !(await verify(key, without(entry, 'sig', 'hash'), entry.sig)))
      return 'signature';
    if (kind === 'board-created' || kind === 'policy-changed') policy = body.policy;
    return kind === 'restored' ? restored(entry) : null;
  }

  /** A board goes back once by each restore of the workspace, which says where it stood. */
  function restored({ board, body = {} }) {
    const whole = people.restores.get(body.workspace);
    const moment = people.moments.get(body.workspace);
    const lost = whole?.lost?.boards?.[board] ?? { seq: 0, hash: ZEROS };
    const same = lost.seq === body.lost?.seq && lost.hash === body.lost?.hash;
    if (!whole || whole.epoch !== body.epoch || !same || moment <= lastMoment) return 'moment';
    lastMoment = moment;
    return null;
  }

  async function submitted({ seq, plan, by, statement, body }, { department }) {
    if (!isObject(body.snapshot) || (await hash(body.snapshot)) !== statement.digest) return 'snapshot';
    if (rules(body.policy) !== rules(policy)) return 'policy';
    submissions.set(plan, { seq, by, department, digest: statement.digest, snapshot: body.snapshot });
    return null;
  }

  function decided({ by, plan, statement }, rights, head) {
    const about = submissions.get(plan);
    const decides = about?.snapshot.kind === 'sales-activity' ? 'marketing' : 'sales';
    if (!about || rights.approver !== true || rights.department !== decides) return 'right';
    if (statement.verdict !== 'approve') return null;
    if (statement.digest !== about.digest || head < about.seq) return 'head';
    const sameSide =
      about.by === by || about.snapshot.ownerId === by || about.department === rights.department;
    return sameSide ? 'right' : null;
  }
}
