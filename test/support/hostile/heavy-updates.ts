import * as encoding from 'lib0/encoding';
import { LIMITS } from '../../../shared/sync/protocol';

/** Bytes that such an update may have: the rest of the message is around it. */
const BYTES = LIMITS.message - 1024;
/** A client ID that nobody has. */
const CLIENT = 77;
const [GC, SKIP, DELETED, ANY] = [0, 10, 1, 8] as const;
const [NULL, OBJECT, ARRAY] = [126, 118, 117] as const;
const [HAS_ORIGIN, HAS_KEY] = [0x80, 0x20] as const;

const numbers = (encoder: encoding.Encoder, ...all: number[]) =>
  all.forEach((each) => encoding.writeVarUint(encoder, each));

/** One section of as many structs as fit. */
function structs(bytesEach: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const count = Math.floor(BYTES / bytesEach);
  return encoding.encode((encoder) => {
    numbers(encoder, 1, count, CLIENT, 0);
    for (let left = count; left > 0; left--) write(encoder);
    numbers(encoder, 0);
  });
}

function field(encoder: encoding.Encoder, content: number, key: string): void {
  encoding.writeUint8(encoder, content | HAS_KEY);
  numbers(encoder, 1);
  encoding.writeVarString(encoder, 'notes');
  encoding.writeVarString(encoder, key);
}

/** One field whose value is a list of as many things as fit. */
function values(bytesEach: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const count = Math.floor((BYTES - 64) / bytesEach);
  return encoding.encode((encoder) => {
    numbers(encoder, 1, 1, CLIENT, 0);
    field(encoder, ANY, 'k');
    numbers(encoder, count);
    for (let left = count; left > 0; left--) write(encoder);
    numbers(encoder, 0);
  });
}

const byte = (value: number) => (encoder: encoding.Encoder) => encoding.writeUint8(encoder, value);

/** The largest updates there are, of the smallest parts: what they are takes far more memory than what they say. */
export const HEAVY: Readonly<Record<string, () => Uint8Array>> = {
  'what was cleared away': () =>
    structs(2, (encoder) => {
      byte(GC)(encoder);
      numbers(encoder, 1);
    }),
  gaps: () =>
    structs(2, (encoder) => {
      byte(SKIP)(encoder);
      numbers(encoder, 1);
    }),
  'deleted text': () =>
    structs(4, (encoder) => {
      byte(DELETED | HAS_ORIGIN)(encoder);
      numbers(encoder, CLIENT, 0, 1);
    }),
  fields: () =>
    structs(12, (encoder) => {
      field(encoder, ANY, 'a');
      numbers(encoder, 1);
      byte(NULL)(encoder);
    }),
  'values of nothing': () => values(1, byte(NULL)),
  'empty lists': () =>
    values(2, (encoder) => {
      byte(ARRAY)(encoder);
      numbers(encoder, 0);
    }),
  'empty objects': () =>
    values(2, (encoder) => {
      byte(OBJECT)(encoder);
      numbers(encoder, 0);
    }),
  'formats of many lists': () =>
    encoding.encode((encoder) => {
      numbers(encoder, 1, 1, CLIENT, 0);
      field(encoder, 6, 'k');
      encoding.writeVarString(encoder, 'bold');
      encoding.writeVarString(encoder, `[${'[],'.repeat(Math.floor(BYTES / 3) - 30)}[]]`);
      numbers(encoder, 0);
    }),
  'empty sections': () => {
    const count = Math.floor(BYTES / 4);
    return encoding.encode((encoder) => {
      numbers(encoder, count);
      for (let left = count; left > 0; left--) numbers(encoder, 0, 200, 0);
      numbers(encoder, 0);
    });
  },
  'sections of many client IDs': () => {
    const count = Math.floor(BYTES / 8);
    return encoding.encode((encoder) => {
      numbers(encoder, count);
      for (let left = count; left > 0; left--) numbers(encoder, 1, 1_000_000 + left, 0, SKIP, 1);
      numbers(encoder, 0);
    });
  },
  deletions: () => {
    const count = Math.floor(BYTES / 2);
    return encoding.encode((encoder) => {
      numbers(encoder, 0, 1, CLIENT, count);
      for (let left = count; left > 0; left--) numbers(encoder, 0, 1);
    });
  },
  'deletions of many client IDs': () => {
    const count = Math.floor(BYTES / 8);
    return encoding.encode((encoder) => {
      numbers(encoder, 0, count);
      for (let left = count; left > 0; left--) numbers(encoder, 1_000_000 + left, 1, 0, 1);
    });
  },
};

/** A state vector of as many client IDs as fit. */
export function heavyStateVector(): Uint8Array {
  const count = Math.floor(BYTES / 5);
  return encoding.encode((encoder) => {
    numbers(encoder, count);
    for (let left = count; left > 0; left--) numbers(encoder, 1_000_000 + left, 1);
  });
}
