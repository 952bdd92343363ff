// Checks a calendar that Handschlag exported as JSON: `node verify.mjs CALENDAR.json [RECORD.json …]`.
// It stands alone on purpose: Node's own SHA-256 and Ed25519, and no line of Handschlag's. How it works: verify.md.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ZEROS = '0'.repeat(64);

/** RFC 8785: keys sorted by UTF-16 code units, no spaces. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** A day that exists: anything else that somebody typed as an end is none. */
const isDay = (text) => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
};

const sha256 = (value) => createHash('sha256').update(canonical(value)).digest('hex');
const same = (one, other) => canonical(one ?? null) === canonical(other ?? null);

function isSigned(statement, sig, publicKey) {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(canonical(statement)), key, Buffer.from(sig, 'base64url'));
  } catch {
    return false;
  }
}

/** What is wrong with the items themselves: their digests, their dates, the signatures below what is agreed. */
function* faultsOfItems({ items, devices, scope, board: only, boards }) {
  const ids = boards.map(({ id }) => id);
  if (only && ids.join() !== only.id)
    yield { plan: '', board: only.id, words: 'is not the board of this calendar' };
  const seen = new Set();
  for (const item of items) {
    const { plan, board, material, digest, start, end, agreed } = item;
    const say = (words) => ({ plan, board, words });
    if (agreed && seen.has(`${board}/${plan}`)) yield say('stands there twice as agreed');
    if (agreed) seen.add(`${board}/${plan}`);
    if (!ids.includes(board)) yield say('is on none of the boards of this calendar');
    if (sha256(material) !== digest) yield say('its text is not the one of its digest');
    const last = isDay(material.end) && material.end >= material.start ? material.end : material.start;
    if (start !== material.start || end !== last) yield say('its dates are not those of its text');
    if (agreed) for (const words of faultsOfAgreement(item, devices)) yield say(words);
    else if (scope === 'agreed') yield say('is not agreed, in a calendar of what is agreed');
    if (!agreed && item.agreement) yield say('is said not to be agreed, and comes with an agreement');
  }
}

function* faultsOfAgreement({ plan, board, material, digest, agreement }, devices) {
  const { submission, approvals = [] } = agreement?.proof ?? {};
  if (!submission || approvals.length === 0) return yield 'is said to be agreed, without signatures';
  for (const { statement, device, sig } of [submission, ...approvals]) {
    const isAbout = statement.board === board && statement.plan === plan && statement.digest === digest;
    if (statement.v !== 1 || !isAbout) yield 'a signature below it is about something else';
    if (!devices[device] || !isSigned(statement, sig, devices[device].publicKey))
      yield 'a signature below it does not fit';
  }
  const by = ({ device }) => devices[device]?.member;
  if (submission.statement.kind !== 'plan-submitted') yield 'nobody submitted it';
  if (agreement.submittedBy !== by(submission)) yield 'somebody else submitted it';
  if (!same(agreement.returnPromises, submission.statement.returnPromise ?? []))
    yield 'what is promised in return is not what was signed';
  const approvers = approvals.map(by);
  if (new Set(approvers).size < approvers.length) yield 'somebody approved it twice';
  const eyes = [...approvers, ...approvals.map(({ statement }) => statement.onBehalfOf)];
  if (eyes.some((each) => each && (each === by(submission) || each === material.ownerId)))
    yield 'whoever submitted or owns it approved it';
  const told = agreement.approvals.map(({ seq, by: name, promise }) => [seq, name, promise ?? null]);
  const signed = approvals.map((each) => [each.seq, by(each), each.statement.promise ?? null]);
  if (!same(told, signed)) yield 'its approvals or promises are not what was signed';
  if (approvals.some(({ statement }) => statement.kind !== 'decision' || statement.verdict !== 'approve'))
    yield 'a decision below it is no approval';
}

/** Where the chain of a record is broken; null where it is whole. */
function brokenAt(entries) {
  let prev = ZEROS;
  for (const [index, { hash, ...entry }] of entries.entries()) {
    if (entry.seq !== index + 1 || entry.prev !== prev || sha256(entry) !== hash) return index + 1;
    prev = hash;
  }
  return null;
}

/**
 * What a record has to say of a calendar: its chain, the keys, and which plans are agreed at the calendar's head.
 * Who was allowed to sign is not asked here but by the page as which a record can be exported, too.
 */
function* faultsByRecord(calendar, { workspace, board: entries }) {
  const id = entries[0]?.board;
  const say = (words, plan = '') => ({ plan, board: id, words });
  for (const [name, list] of Object.entries({ 'the workspace': workspace, 'the board': entries })) {
    const seq = brokenAt(list);
    if (seq !== null) return yield say(`the record of ${name} is broken at entry ${seq}`);
  }
  const board = calendar.boards.find((each) => each.id === id);
  if (!board) return yield say('is not in this calendar');
  const { seq, hash } = board.head;
  if ((entries[seq - 1]?.hash ?? ZEROS) !== hash)
    return yield say('the calendar was made from another record, or from a later one than this');
  for (const [device, { member, publicKey }] of Object.entries(calendar.devices)) {
    const enrolled = workspace.find(
      (entry) => entry.kind === 'device-enrolled' && entry.body.device === device,
    );
    if (!enrolled || enrolled.body.publicKey !== publicKey || enrolled.body.member !== member)
      yield say(`the key of device ${device} is not the one in the record`);
  }
  const agreed = agreedIn(entries.slice(0, seq));
  const items = calendar.items.filter((item) => item.agreed && item.board === id);
  for (const { plan, digest, state, agreement } of items) {
    const told = agreed.get(plan);
    if (told?.digest !== digest) yield say('is not agreed by the record', plan);
    else if (state !== told.state) yield say(`is ${told.state} by the record, not ${state}`, plan);
    if (entries[agreement.seq - 1]?.at !== agreement.at) yield say('was not agreed then', plan);
    const { submission, approvals } = agreement.proof;
    const seqs = approvals.map((each) => each.seq).sort((one, other) => one - other);
    if (
      told &&
      !same(
        seqs,
        [...told.approvals.values()].map((each) => each.seq).sort((one, other) => one - other),
      )
    )
      yield say('its approvals are not all that the record has', plan);
    for (const each of [submission, ...approvals])
      if (!same(entries[each.seq - 1]?.statement, each.statement))
        yield say('a signature is not in the record', plan);
  }
  const filed = new Set(items.map(({ plan }) => plan));
  for (const [plan, { snapshot }] of agreed)
    if (!filed.has(plan) && snapshot.start) yield say('is agreed by the record, and missing here', plan);
}

/** The plans that are agreed after so many entries of a board's record. */
function agreedIn(entries) {
  const plans = new Map();
  for (const { plan, by, kind, statement, body, seq } of entries) {
    if (!plan || !statement) continue;
    const story = plans.get(plan) ?? { versions: [], ended: null };
    plans.set(plan, story);
    const { digest, verdict, onBehalfOf } = statement;
    if (kind === 'plan-submitted') {
      const takesUp = story.ended === 'withdrawn' ? story.versions : null;
      if (takesUp) Object.assign(story, { versions: [], ended: null });
      const { snapshot, policy } = body;
      story.versions.push({ digest, snapshot, needs: policy.approvals, approvals: new Map(), takesUp });
    } else if (kind === 'recalled') {
      const { takesUp } = story.versions.pop();
      if (takesUp) Object.assign(story, { versions: takesUp, ended: 'withdrawn' });
    } else if (kind !== 'decision') story.ended = kind;
    else
      for (const [index, version] of story.versions.entries()) {
        const isLast = index === story.versions.length - 1;
        // What a deputy said for somebody is that person's, too, to be replaced and taken back.
        if (verdict === 'approve' ? isLast : verdict === 'retract' || version.digest === digest)
          for (const [hand, said] of version.approvals)
            if (hand === by || said.onBehalfOf === by) version.approvals.delete(hand);
        if (verdict === 'approve' && isLast) version.approvals.set(by, { seq, onBehalfOf });
      }
  }
  const agreed = new Map();
  for (const [plan, { versions, ended }] of plans) {
    const version = versions.findLast(({ approvals, needs }) => approvals.size >= needs);
    if (version && ended !== 'withdrawn') agreed.set(plan, { ...version, state: ended ?? 'agreed' });
  }
  return agreed;
}

/** Everything that is wrong with a calendar, also by the records that come with it: `{board, plan, words}` each. */
export function faultsOf(calendar, records = []) {
  return [...faultsOfItems(calendar), ...records.flatMap((record) => [...faultsByRecord(calendar, record)])];
}

function main([file, ...records]) {
  if (!file) throw new Error('usage: node verify.mjs CALENDAR.json [RECORD.json …]');
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const calendar = read(file);
  const faults = faultsOf(calendar, records.map(read));
  const lines = faults.map(
    ({ board, plan, words }) => `${plan ? `plan ${plan} of ` : ''}board ${board}: ${words}`,
  );
  const agreed = calendar.items.filter((item) => item.agreed).length;
  const end = faults.length > 0 ? `not sound: faults: ${faults.length}` : `sound: agreed plans: ${agreed}`;
  process.stdout.write(`${[...lines, `${end}, records: ${records.length}`].join('\n')}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
