// Checks an exported record with nothing but SHA-256 and Ed25519, which current browsers and Node have. It is written a
// second time on purpose, without a line of Handschlag's own code: whoever doubts that code can read this page.

import { has, isHash, isId, isObject, isUnderstood, PlanStory, STATED } from './plan-story.mjs';

const ZEROS = '0'.repeat(64);
const bytes = (text) => new TextEncoder().encode(text);
const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const without = (object, ...names) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** RFC 8785: keys sorted by UTF-16 code units, no spaces; half a character is no text. */
export function canonical(value) {
  if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) throw new Error('half a character');
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
  const name = board[0]?.board;
  const result = { entries: 0, signatures: 0, fault: null };
  for (const [record, entries, judge] of [
    ['workspace', workspace, (entry) => judgeWorkspace(entry, people, tools)],
    ['board', board, boardJudge(people, tools)],
  ]) {
    let prev = ZEROS;
    for (const [index, entry] of entries.entries()) {
      const place = record === 'workspace' ? 'workspace' : name;
      const what = (await linkFault(entry, index, prev, place, tools)) ?? (await judge(entry));
      if (what) return { ...result, fault: { record, seq: index + 1, what } };
      prev = entry.hash;
      result.entries += 1;
      result.signatures += 1;
    }
  }
  return result;
}

async function linkFault(entry, index, prev, place, { hash }) {
  if (entry.seq !== index + 1 || entry.prev !== prev || entry.board !== place) return 'chain';
  const own = await hash(without(entry, 'hash')).catch(() => null);
  return own === entry.hash ? null : 'hash';
}

/** Who had which rights and keys once so many entries of the workspace's record were there. */
class People {
  moments = new Map([[ZEROS, 0]]);
  rights = new Map();
  devices = new Map();
  restores = new Map();
  /** Of each member who stood in for him, and from which entry on. */
  deputies = new Map();
  said = new Set();
  vouchers = new Set();

  at(member, seq) {
    return (this.rights.get(member) ?? []).findLast((moment) => moment.seq <= seq) ?? null;
  }

  device(id, seq) {
    const known = this.devices.get(id);
    return known && known.from <= seq && (known.until === null || known.until > seq) ? known : null;
  }

  /** Whether an approver had named this deputy for that moment, with an owner's yes if that was needed. */
  hasNamed(absent, deputy, seq, at) {
    const named = (this.deputies.get(absent) ?? []).findLast((each) => each.seq <= seq);
    const isTime = named && named.deputy === deputy && named.from <= at && at < named.until;
    if (!isTime || !this.mayName(absent, deputy, seq)) return false;
    return this.at(deputy, seq).approver || (named.allowedFrom !== null && named.allowedFrom <= seq);
  }

  /** An approver names an editor of his department. */
  mayName(absent, deputy, seq) {
    const [one, other] = [this.at(absent, seq), this.at(deputy, seq)];
    const isEditor = (rights) => rights?.active === true && rights.role !== 'guest';
    return (
      isEditor(one) &&
      one.approver &&
      isEditor(other) &&
      !other.walkIn &&
      absent !== deputy &&
      one.department === other.department
    );
  }

  #takeDeputy({ seq, hash, kind, body = {} }) {
    if (kind === 'delegated') {
      const { member, deputy = {} } = body.delegated.statement;
      const named = {
        seq,
        hash,
        deputy: deputy.member,
        from: deputy.from,
        until: deputy.until,
        allowedFrom: null,
      };
      this.deputies.set(member, [...(this.deputies.get(member) ?? []), named]);
    }
    if (kind === 'deputy-allowed')
      for (const named of [...this.deputies.values()].flat())
        if (named.hash === body.delegation) named.allowedFrom ??= seq;
  }

  take(entry) {
    this.#takeDeputy(entry);
    const { seq, hash, kind, body = {} } = entry;
    this.moments.set(hash, seq);
    if (kind === 'restored') this.restores.set(hash, body);
    const before = this.rights.get(body.member) ?? [];
    const last = before.at(-1);
    if (kind === 'member-joined' || kind === 'role-changed')
      this.rights.set(body.member, [...before, { ...rightsIn(body), seq, active: last?.active !== false }]);
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

/** What the host alone says: nobody can have signed it as his statement. */
const BY_HOST = [
  'board-created',
  'policy-changed',
  'archived',
  'unarchived',
  'round-closed',
  'workspace-created',
  'member-joined',
  'device-enrolled',
  'device-removed',
  'role-changed',
  'member-removed',
  'board-added',
  'delegated',
  'deputy-allowed',
  'invite-made',
  'invite-revoked',
  'owner-recovery',
];

/** Rights in words that are not described here are none. */
function rightsIn({ role, department, approver, walkIn }) {
  const isKnown = ['owner', 'member', 'guest'].includes(role);
  const isPlaced = ['marketing', 'sales', 'other'].includes(department);
  return {
    role: isKnown ? role : 'guest',
    department: isPlaced ? department : 'other',
    approver: approver === true && isKnown && isPlaced,
    walkIn: walkIn === true,
  };
}

async function judgeWorkspace(entry, people, { verify }) {
  if (entry.seq === 1) people.take(entry);
  const before = Math.max(1, entry.seq - 1);
  const device = people.device(entry.device, before);
  if (!device || device.member !== entry.by) return 'device';
  const { statement } = entry;
  const isPersonal = isObject(statement);
  if (!(isPersonal ? mayBeStated(entry) : mayBeTheHosts(entry))) return 'signature';
  const signed = isPersonal ? statement : without(entry, 'sig', 'hash');
  if (!(await verify(device.publicKey, signed, entry.sig))) return 'signature';
  if (entry.kind === 'device-enrolled' && !(await isVouched(entry, people, verify))) return 'signature';
  if (entry.kind === 'delegated' && !(await isDelegated(entry, people, verify))) return 'signature';
  const fault = isPersonal
    ? faultOfStatement(entry, people, before)
    : entry.kind === 'delegated' && faultOfDelegation(entry, people);
  if (fault) return fault;
  if (entry.seq > 1) people.take(entry);
  return null;
}

function mayBeTheHosts({ by, device, statement, kind }) {
  return by === 'host' && device === 'host' && statement === undefined && !STATED.includes(kind);
}

/** In the workspace's record an owner states a restore, which is of no board, or what a later version knows. */
function mayBeStated({ by, kind, plan, statement }) {
  const { board = 'workspace' } = kind === 'restored' ? without(statement, 'board') : statement;
  const isHere = board === 'workspace' && (kind === 'restored' || statement.board !== undefined);
  return (
    by !== 'host' && isHere && statement.plan === plan && statement.kind === kind && !BY_HOST.includes(kind)
  );
}

/** An owner makes a statement once, and had seen an entry before it. */
function faultOfStatement({ by, device, statement, body }, people, before) {
  const rights = people.at(by, before);
  if (!rights?.active || rights.role !== 'owner') return 'right';
  const name = `${device}/${statement.nonce}`;
  if (people.said.has(name)) return 'repeated';
  people.said.add(name);
  // Where a backup's record takes the place of the one that was there, he had seen the end of that one.
  const isSeen = people.moments.has(statement.head) || body?.lost?.workspace?.hash === statement.head;
  return isSeen ? null : 'head';
}

/** A member's first device comes by an invite; one he had signs for any further one, and for one alone. */
async function isVouched({ seq, body = {} }, people, verify) {
  const enrolsNobody = [body.member, body.device, body.publicKey].some((each) => typeof each !== 'string');
  if (enrolsNobody || body.device === 'host') return true;
  const own = [...people.devices.values()].filter(({ member }) => member === body.member);
  if (own.length === 0 && body.vouched === undefined) return true;
  const { statement, device, sig } = body.vouched ?? {};
  const voucher = people.device(device, seq - 1);
  if (!voucher || voucher.member !== body.member || statement?.member !== body.member) return false;
  if (body.by !== device || statement.v !== 1 || statement.kind !== 'device-link') return false;
  if (statement.deviceKey !== undefined && statement.deviceKey !== body.publicKey) return false;
  const name = `${device}/${statement.nonce}`;
  if (people.vouchers.has(name) || !(await verify(voucher.publicKey, statement, sig))) return false;
  people.vouchers.add(name);
  return true;
}

const isInstant = (value) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value);

/** Who names a deputy, or ends that, signs it himself. */
async function isDelegated({ seq, body = {} }, people, verify) {
  const { statement, device, sig } = isObject(body.delegated) ? body.delegated : {};
  const isForm =
    has(body.delegated, ['statement', 'device', 'sig']) &&
    has(statement, ['v', 'kind', 'member', 'head', 'nonce'], ['deputy']) &&
    statement.v === 1 &&
    statement.kind === 'delegated' &&
    isId(statement.member) &&
    isHash(statement.head) &&
    /^[\w-]{22}$/.test(statement.nonce) &&
    /^[\w-]{86}$/.test(sig) &&
    (statement.deputy === undefined || isDeputy(statement.deputy));
  const known = isForm && people.device(device, seq - 1);
  if (!known || known.isRecovery || known.member !== statement.member) return false;
  return verify(known.publicKey, statement, sig);
}

const isDeputy = (deputy) =>
  has(deputy, ['member', 'from', 'until']) &&
  isId(deputy.member) &&
  isInstant(deputy.from) &&
  isInstant(deputy.until) &&
  deputy.from < deputy.until;

/** A deputy is named by who may, once by each statement, and by somebody who had seen an entry before it. */
function faultOfDelegation({ seq, body }, people) {
  const { statement, device } = body.delegated;
  const { member, deputy } = statement;
  const name = `${device}/${statement.nonce}`;
  if (people.said.has(name)) return 'repeated';
  people.said.add(name);
  if (!people.moments.has(statement.head)) return 'head';
  const mayEnd = people.at(member, seq - 1)?.active === true;
  return (deputy ? people.mayName(member, deputy.member, seq - 1) : mayEnd) ? null : 'right';
}

/** A rule that is said to be off is the same as one that is not there. */
const rules = (policy) =>
  canonical(policy?.encryptedOnly === false ? without(policy, 'encryptedOnly') : (policy ?? null));

function boardJudge(people, { hash, verify }) {
  const seqs = new Map([[ZEROS, 0]]);
  const said = new Set();
  const plans = new Map();
  let policy = null;
  let isArchived = false;
  let lastMoment = 0;

  return async (entry) => {
    const fault = await (isObject(entry.statement) ? judgePersonal(entry) : judgeHost(entry));
    seqs.set(entry.hash, entry.seq);
    return fault;
  };

  async function judgeHost(entry) {
    const { kind, body = {} } = entry;
    if (entry.by !== 'host' || entry.device !== 'host') return 'device';
    const key = people.device('host', Infinity)?.publicKey;
    if (!mayBeTheHosts(entry) || !(await verify(key, without(entry, 'sig', 'hash'), entry.sig)))
      return 'signature';
    if (kind === 'board-created' || kind === 'policy-changed') policy = body.policy ?? null;
    if (kind === 'archived' || kind === 'unarchived') isArchived = kind === 'archived';
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

  async function judgePersonal(entry) {
    const { kind, statement, body = {}, plan } = entry;
    const moment = body.workspaceHead === undefined ? lastMoment : people.moments.get(body.workspaceHead);
    if (moment === undefined || moment < lastMoment) return 'moment';
    const device = people.device(entry.device, moment);
    if (!device || device.isRecovery || device.member !== entry.by) return 'device';
    const isHere = statement.board === entry.board && statement.plan === plan && statement.kind === kind;
    if (!isHere || entry.by === 'host' || BY_HOST.includes(kind)) return 'signature';
    if (!(await verify(device.publicKey, statement, entry.sig))) return 'signature';
    lastMoment = moment;
    const name = `${entry.device}/${statement.nonce}`;
    if (said.has(name)) return 'repeated';
    said.add(name);
    const seen = seqs.get(statement.head);
    if (seen === undefined) return 'head';
    const rights = people.at(entry.by, moment);
    if (!rights?.active) return 'right';
    return isUnderstood(statement, kind) ? judgeDeed(entry, rights, seen, moment) : null;
  }

  async function judgeDeed(entry, rights, seen, moment) {
    const { by, plan, statement, body = {} } = entry;
    if (statement.kind === 'plan-submitted') {
      if (!isObject(body.snapshot) || (await hash(body.snapshot)) !== statement.digest) return 'snapshot';
      if (rules(body.policy) !== rules(policy)) return 'policy';
      if (body.department !== rights.department) return 'right';
    }
    const story = plans.get(plan) ?? new PlanStory();
    plans.set(plan, story);
    const keeper = people.at(statement.promise?.ownerId, moment);
    const isDeputy = people.hasNamed(statement.onBehalfOf, by, moment, entry.at);
    if (
      isArchived ||
      rights.role === 'guest' ||
      rights.walkIn ||
      !story.allows(statement, by, rights, keeper?.active === true, isDeputy)
    )
      return 'right';
    const isAboutLast = statement.verdict === 'approve' || statement.kind === 'recalled';
    if (isAboutLast && seen < story.last.seq) return 'head';
    story.take(entry, rights);
    return null;
  }
}
