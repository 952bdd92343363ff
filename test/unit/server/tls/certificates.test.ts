import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pinOf } from '../../../../server/tls/certificate';
import { readCertificate } from '../../../../server/tls/given-certificate';
import { HostCertificate } from '../../../../server/tls/host-certificate';
import { ownCertificate } from '../../../../server/tls/own-certificate';
import { asFiles, newCertificate, temporaryFolder } from '../../../support/host/certificates';

const NOW = Date.now();

describe("the host's own certificate", () => {
  it('[TLS-1] is made once, on P-256 and for ten years, and says nothing of machine or company', async () => {
    const folder = temporaryFolder();
    const made = await ownCertificate(folder, NOW);
    const x509 = new X509Certificate(made.cert);
    expect(made.pin).toBe(pinOf(x509));
    expect(made.pin).toMatch(/^[\w-]{43}$/);
    expect(x509.subject).toBe('CN=Handschlag');
    expect(x509.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    const years = new Date(x509.validTo).getUTCFullYear() - new Date(x509.validFrom).getUTCFullYear();
    expect(years).toBe(10);
    expect(await ownCertificate(folder, NOW + 1000)).toEqual(made);
    expect((await ownCertificate(temporaryFolder(), NOW)).pin).not.toBe(made.pin);
  });

  it('[TLS-2] lies beside the data for its user alone, whole or not at all', async () => {
    const folder = temporaryFolder();
    await ownCertificate(folder, NOW);
    expect(readdirSync(folder)).toEqual(['host-certificate.pem']);
    expect(statSync(join(folder, 'host-certificate.pem')).mode & 0o777).toBe(0o600);
  });

  it('[TLS-3] is never replaced unasked: a damaged one is refused in words and stays', async () => {
    const folder = temporaryFolder();
    await ownCertificate(folder, NOW);
    const file = join(folder, 'host-certificate.pem');
    const damaged = readFileSync(file, 'utf8').slice(0, 300);
    writeFileSync(file, damaged);
    await expect(ownCertificate(folder, NOW)).rejects.toThrow(/is damaged.*new link/s);
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });

  it('[TLS-3] outlives its date: who pinned it does not ask for one', async () => {
    const folder = temporaryFolder();
    const { pin } = await ownCertificate(folder, NOW);
    expect((await ownCertificate(folder, NOW + 20 * 366 * 24 * 3600 * 1000)).pin).toBe(pin);
  });
});

describe('a certificate handed in', () => {
  it('[TLS-4] is taken with its chain, and links carry no fingerprint of it', async () => {
    const pair = await newCertificate();
    const chain = `${pair.cert}\n${(await newCertificate()).cert}`;
    const taken = readCertificate(asFiles({ cert: chain, key: pair.key }), NOW);
    expect(taken).toEqual({ cert: chain, key: pair.key, pin: null });
  });

  it.each([
    ['expired', /expired on/, { from: -30, to: -1 }],
    ['of tomorrow', /valid from .* Check the clock/, { from: 1, to: 30 }],
  ])('[TLS-5] %s is refused in words', async (_name, words, dates) => {
    const files = asFiles(await newCertificate(dates));
    expect(() => readCertificate(files, NOW)).toThrow(words);
  });

  it('[TLS-5] what is missing, none, locked or of another pair is refused in words', async () => {
    const [one, other] = [await newCertificate(), await newCertificate()];
    const locked = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    const words = (cert: string, key: string) => {
      try {
        readCertificate(asFiles({ cert, key }), NOW);
        return 'taken';
      } catch (error) {
        return String(error);
      }
    };
    expect(words('nothing', one.key)).toMatch(/holds no certificate/);
    expect(words(one.cert, 'nothing')).toMatch(/holds no private key/);
    expect(words(one.cert, String(locked))).toMatch(/has a passphrase/);
    expect(words(one.cert, other.key)).toMatch(/does not belong to the certificate/);
    expect(() => readCertificate({ cert: '/nowhere/c.pem', key: '/nowhere/k.pem' }, NOW)).toThrow(
      /certificate \/nowhere\/c\.pem cannot be read: there is no such file/,
    );
  });
});

describe('what a running host shows', () => {
  const clock = { now: () => NOW };

  it('[TLS-6] is nothing until other machines may come', async () => {
    const certificate = new HostCertificate(temporaryFolder(), null, clock);
    expect(certificate.current).toBeNull();
    const own = await certificate.ensure();
    expect(certificate.current).toBe(own);
    expect(certificate.renew()).toBe(own);
  });

  it('[TLS-7] files that became unusable leave the certificate that was read before', async () => {
    const folder = temporaryFolder();
    const first = await newCertificate();
    const certificate = new HostCertificate(folder, asFiles(first, folder), clock);
    asFiles({ cert: 'half a file', key: first.key }, folder);
    expect(() => certificate.renew()).toThrow(/holds no certificate/);
    expect(certificate.current?.cert).toBe(first.cert);
    const second = await newCertificate();
    asFiles(second, folder);
    expect(certificate.renew()?.cert).toBe(second.cert);
  });
});
