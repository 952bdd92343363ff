import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { joinLink } from '../../shared/api/links';
import { isLoopback } from '../net/origins';
import { recoverOwner } from '../run/owner-recovery';
import { presentCertificate } from '../tls/own-certificate';
import { flagsOf, type Command } from './command';

const USAGE = `usage: npm run host -- recover-owner --data DIR --url ADDRESS

Makes a link by which somebody becomes an owner: for when no owner can get in any more. Stop the host first, start it
again afterwards, then open the link; it works once, within a day. Everybody in the workspace is told of it.

  --data DIR      the directory of the workspace
  --url ADDRESS   where people reach the host, for the link: http://192.168.1.20:8080`;

/** Makes an invite for a new owner. A device of an owner there is it cannot make: nobody but he could vouch for it. */
export const recoverOwnerCommand: Command = {
  summary: 'make a link for a new owner, when none can get in any more (the host is stopped)',
  usage: USAGE,
  async run(args) {
    const { data, url } = readOptions(args);
    const { secret, expiresAt } = await recoverOwner(data);
    process.stdout.write(
      `Whoever opens this link becomes an owner. It works once, until ${expiresAt}:\n\n${linkOf(data, url, secret)}\n\n` +
        'Start the host again before you open it. Everybody in the workspace is told of it.\n',
    );
  },
};

/**
 * Where the host shows its own certificate, the app takes no other: without its fingerprint the new owner would talk
 * in clear text. At an https address the host shows one that every system trusts.
 */
function linkOf(data: string, url: string, secret: string): string {
  const { protocol, hostname } = new URL(url);
  const showsOwn = protocol === 'http:' && !isLoopback(hostname);
  const cert = showsOwn ? (presentCertificate(data)?.pin ?? null) : null;
  return joinLink({ origin: url, kind: 'invite', secret, cert });
}

/** @throws Error in words for the person at the terminal */
function readOptions(args: readonly string[]): { data: string; url: string } {
  const values = flagsOf(args, { data: { type: 'string' }, url: { type: 'string' } }, USAGE);
  if (values.data === undefined)
    throw new Error(`Name the directory of the workspace with --data.\n\n${USAGE}`);
  const data = resolve(values.data);
  // Opening would make one.
  if (!existsSync(join(data, 'handschlag.db'))) throw new Error(`There is no workspace in ${data}.`);
  return { data, url: originOf(values.url) };
}

function originOf(text: string | undefined): string {
  try {
    const { origin, protocol } = new URL(text ?? '');
    if (protocol === 'http:' || protocol === 'https:') return origin;
  } catch {
    // Said below.
  }
  throw new Error(`--url takes the address at which people reach the host.\n\n${USAGE}`);
}
