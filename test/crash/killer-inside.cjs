// Loaded into a host before its own code: kills it before a step of a restore, and notes the steps that came before.
// A step is whatever changes the disk on behalf of the restore (the file that comes in, the copy of the present state,
// the transaction that replaces it), and its answer. Writing many rows by one statement counts as one.
const fs = require('node:fs');
const { subscribe } = require('node:diagnostics_channel');
const Database = require('libsql');

const BEFORE = JSON.parse(process.env.HANDSCHLAG_KILL_BEFORE ?? 'null');
const STEPS = process.env.HANDSCHLAG_STEPS;

// As it is here: what others do with it is watched.
const appendFile = fs.appendFileSync;
let count = 0;
let last = '';
function step(name) {
  // It counts from when on the file is there.
  if (name === last || !fs.existsSync(STEPS)) return;
  if (name === BEFORE?.name && ++count === BEFORE.nth) process.kill(process.pid, 'SIGKILL');
  appendFile(STEPS, `${name}\n`);
  last = name;
}

const OURS = /\/(passing|copies)(\/.*)?$/;
/** A path without what is another one every time; null for one that has nothing to do with a restore. */
function place(path) {
  const found = OURS.exec(String(path));
  return found && found[0].slice(1).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-[0-9TZ-]+/g, '*');
}

function watch(module, name) {
  const real = module[name];
  module[name] = (path, ...rest) => {
    // A file that is only read stays as it is.
    const reads = name.startsWith('open') && rest[0] === 'r';
    const where = name === 'copyFile' ? place(rest[0]) : place(path);
    if (where !== null && !reads) step(`${name} ${where}`);
    const result = real(path, ...rest);
    return name === 'open' && where !== null ? watchHandle(result, where) : result;
  };
}

async function watchHandle(opening, where) {
  const handle = await opening;
  for (const name of ['write', 'sync']) {
    const real = handle[name].bind(handle);
    handle[name] = (...args) => {
      step(`${name} ${where}`);
      return real(...args);
    };
  }
  return handle;
}

for (const name of ['mkdir', 'open', 'rename', 'rm', 'copyFile']) watch(fs.promises, name);
for (const name of ['openSync', 'chmodSync']) watch(fs, name);

let isReplacing = false;
function statement(where, sql) {
  if (sql.startsWith('ATTACH')) isReplacing = true;
  if (where !== null || isReplacing)
    step(`${where ?? 'workspace'}: ${sql.replaceAll(/\s+/g, ' ').replace(/ ?\(.*/, '')}`);
  if (sql.startsWith('DETACH')) isReplacing = false;
}

class Watched extends Database {
  constructor(path, options) {
    super(path, options);
    this.where = place(path);
  }

  exec(sql) {
    statement(this.where, sql);
    return super.exec(sql);
  }

  prepare(sql) {
    const prepared = super.prepare(sql);
    const run = prepared.run.bind(prepared);
    prepared.run = (...values) => {
      statement(this.where, sql);
      return run(...values);
    };
    return prepared;
  }
}
require.cache[require.resolve('libsql')].exports = Watched;

subscribe('http.server.request.start', ({ request, response }) => {
  if (!request.url.startsWith('/api/restore?statement=')) return;
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (...args) => {
    step('answer');
    return writeHead(...args);
  };
  response.once('finish', () => step('after the answer'));
});
