import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '../../../shared/sync/protocol';

/** What a client's updates look like on a wire, and what it reads of what comes. */
export interface Wire {
  /** What a client says first. */
  readonly greeting: readonly Uint8Array[];
  wrap(update: Uint8Array): Uint8Array;
  read(data: Buffer, doc: Y.Doc): void;
}

/** Bare updates, as the relay hands them on. */
export const plain: Wire = {
  greeting: [],
  wrap: (update) => update,
  read: (data, doc) => Y.applyUpdate(doc, data, 'wire'),
};

/** As y-websocket writes them. */
export const ours: Wire = {
  greeting: [envelope((encoder) => sync.writeSyncStep1(encoder, new Y.Doc()))],
  wrap: (update) => envelope((encoder) => sync.writeUpdate(encoder, update)),
  read: (data, doc) => readSync(decoding.createDecoder(data), doc),
};

const DOCUMENT = 'board';
/** Types of Hocuspocus' messages that are not y-websocket's. */
const AUTH = 2;
const SYNC_REPLY = 4;

/** As Hocuspocus writes them: the document's name before each message, and a token before anything else. */
export const hocuspocus: Wire = {
  greeting: [
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, DOCUMENT);
      encoding.writeVarUint(encoder, AUTH);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, 'token');
    }),
    named((encoder) => sync.writeSyncStep1(encoder, new Y.Doc())),
  ],
  wrap: (update) => named((encoder) => sync.writeUpdate(encoder, update)),
  read: (data, doc) => {
    const decoder = decoding.createDecoder(data);
    decoding.readVarString(decoder);
    readSync(decoder, doc);
  },
};

function readSync(decoder: decoding.Decoder, doc: Y.Doc): void {
  const type = decoding.readVarUint(decoder);
  if (type !== MESSAGE.sync && type !== SYNC_REPLY) return;
  if (decoding.readVarUint(decoder) !== SYNC.step1)
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoder), 'wire');
}

function named(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, DOCUMENT);
    encoding.writeVarUint(encoder, MESSAGE.sync);
    write(encoder);
  });
}

function envelope(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    write(encoder);
  });
}
