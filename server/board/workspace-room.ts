import * as decoding from 'lib0/decoding';
import { CLOSE } from '../../shared/sync/close-codes';
import type { Connection } from './connection';
import { gate, readName } from '../gate/messages';

/** The room `workspace` only speaks: what may be said there comes to nothing, anything else ends the connection. */
export function receiveInWorkspace(connection: Connection, message: Uint8Array): void {
  try {
    const name = readName(decoding.createDecoder(message));
    if (gate(name, connection.member.role, 'workspace') === 'close')
      connection.close(CLOSE.malformed, `${name} is not for clients to send`);
  } catch {
    connection.close(CLOSE.malformed, 'not a message of this protocol');
  }
}
