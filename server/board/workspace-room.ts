import * as decoding from 'lib0/decoding';
import { CLOSE } from '../../shared/sync/close-codes';
import { gate, readName } from '../gate/messages';
import type { Connection } from './connection';
import { NOTHING_TO_SAY } from './presence';
import { OpenRoom, type RoomKind, type RoomPorts } from './room';

/** Where the host tells what changed outside the documents: everybody may listen, nobody has anything to say. */
class WorkspaceRoom extends OpenRoom {
  /** What may be said here comes to nothing, anything else ends the connection. */
  receive(connection: Connection, message: Uint8Array): void {
    try {
      const name = readName(decoding.createDecoder(message));
      if (gate(name, connection.member.role, 'workspace') === 'close')
        connection.close(CLOSE.malformed, `${name} is not for clients to send`);
    } catch {
      connection.close(CLOSE.malformed, 'not a message of this protocol');
    }
  }

  /** By this a client knows that it was let in: sockets of those who are not open as well, and then close. */
  protected welcome(connection: Connection): void {
    connection.send(NOTHING_TO_SAY);
  }
}

/** The room `workspace`: there is one, for every member. */
export function workspaceRooms({ ports }: RoomPorts): RoomKind<WorkspaceRoom> {
  return {
    exists: async (id) => id === '',
    mayEnter: () => true,
    load: async () => new WorkspaceRoom(ports),
  };
}
