import { webRandom } from '../../shared/crypto/ed25519';
import { newRecoveryCode } from '../../shared/domain/recovery-code';

/** A new recovery code. It opens nothing until `keepRecovery` has made it a key. */
export function makeRecoveryCode(): string {
  return newRecoveryCode(webRandom);
}
