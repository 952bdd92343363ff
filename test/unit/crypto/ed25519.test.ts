import { describe, expect, it } from 'vitest';
import { signerOf, verifyEd25519 } from '../../../server/base/crypto';
import { generate, publicKeyOf, sign, verify } from '../../../shared/crypto/ed25519';
import { fromBase64Url, toBase64Url } from '../../../shared/domain/ids';

describe('Ed25519 of devices', () => {
  const text = 'Wärmepumpe 2027 · „vereinbart“';

  it('[CLIENT-16] agrees with OpenSSL in both directions', async () => {
    const key = generate();
    const openSsl = signerOf(fromBase64Url(key.secret) ?? new Uint8Array());
    expect(key.publicKey).toBe(openSsl.publicKey);
    expect(publicKeyOf(key.secret)).toBe(openSsl.publicKey);
    expect(sign(key.secret, text)).toBe(openSsl.sign(text));
    expect(verifyEd25519(key.publicKey, text, sign(key.secret, text))).toBe(true);
    expect(await verify(openSsl.publicKey, text, openSsl.sign(text))).toBe(true);
  });

  it('[CLIENT-16] verifies nothing that was changed or is no signature', async () => {
    const key = generate();
    const sig = sign(key.secret, text);
    const flipped = fromBase64Url(sig) ?? new Uint8Array();
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    expect(await verify(key.publicKey, `${text}.`, sig)).toBe(false);
    expect(await verify(key.publicKey, text, toBase64Url(flipped))).toBe(false);
    expect(await verify(generate().publicKey, text, sig)).toBe(false);
    expect(verifyEd25519(key.publicKey, `${text}.`, sig)).toBe(false);
    expect(verifyEd25519(key.publicKey, text, toBase64Url(flipped))).toBe(false);
    expect(verifyEd25519(generate().publicKey, text, sig)).toBe(false);
    for (const nonsense of ['', 'AA', 'ä'.repeat(40), `${key.publicKey}AA`, key.publicKey.slice(1)]) {
      expect(await verify(nonsense, text, sig)).toBe(false);
      expect(await verify(key.publicKey, text, nonsense)).toBe(false);
      expect(verifyEd25519(nonsense, text, sig)).toBe(false);
      expect(verifyEd25519(key.publicKey, text, nonsense)).toBe(false);
    }
  });

  it('[CLIENT-16] takes the randomness it is given', () => {
    const zeros = generate((length) => new Uint8Array(length));
    expect(zeros.secret).toBe(toBase64Url(new Uint8Array(32)));
    expect(generate().secret).not.toBe(generate().secret);
  });
});
