import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecoveryCode, RECOVERY_GROUPS, recoverySeed } from '../../../shared/crypto/recovery-code';

const random = (length: number) => new Uint8Array(randomBytes(length));

describe('[PEOPLE-6] a recovery code', () => {
  it('is nine groups of four letters and digits that look like nothing else', () => {
    const code = newRecoveryCode(random);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(code.split('-')).toHaveLength(RECOVERY_GROUPS);
  });

  it('is always the same key, and its alone', () => {
    // Computed elsewhere: SHA-256 of the purpose, a zero byte and twenty zero bytes.
    const code = newRecoveryCode(() => new Uint8Array(20));
    expect(code.startsWith('0000-0000-')).toBe(true);
    expect(recoverySeed(code)).toBe('EcnsdiyVxmsBED_UfHuapiOjlHRc6P1gns7ULuWHdME');
    expect(recoverySeed(newRecoveryCode(random))).not.toBe(recoverySeed(newRecoveryCode(random)));
  });

  it('is read as people write it', () => {
    const code = newRecoveryCode((length) => new Uint8Array(length).fill(0x08));
    const seed = recoverySeed(code);
    expect(seed).not.toBeNull();
    const written = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(recoverySeed(`  ${written}\n`)).toBe(seed);
    expect(recoverySeed(code.replaceAll('-', '–'))).toBe(seed);
  });

  it('tells every slip of one letter, and what is no code at all', () => {
    const one = fc.tuple(
      fc.uint8Array({ minLength: 20, maxLength: 20 }),
      fc.nat(35),
      fc.integer({ min: 1, max: 31 }),
    );
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    let missed = 0;
    fc.assert(
      fc.property(one, ([bytes, at, by]) => {
        const code = newRecoveryCode(() => bytes).replaceAll('-', '');
        const other = letters[(letters.indexOf(code[at] ?? '') + by) % 32] ?? '';
        if (recoverySeed(code.slice(0, at) + other + code.slice(at + 1)) !== null) missed += 1;
      }),
      { numRuns: 300 },
    );
    expect(missed).toBe(0);
    for (const text of ['', 'hallo', 'U'.repeat(36), newRecoveryCode(random).slice(1)])
      expect(recoverySeed(text)).toBeNull();
  });
});
