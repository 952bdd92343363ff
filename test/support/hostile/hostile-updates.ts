import * as encoding from 'lib0/encoding';

/** An update of many client IDs, in which the struct of each hangs on that of the next. */
export function chain(length: number, first = 1000): Uint8Array {
  return updateOf(length, (encoder, n) => {
    if (n < length - 1) return hangingOn(encoder, first + n, first + n + 1);
    writeNumbers(encoder, 1, first + n, 0, 0x28, 1);
    encoding.writeVarString(encoder, 'notes');
    encoding.writeVarString(encoder, 'last');
    return writeOne(encoder);
  });
}

/** An update of client IDs in which each hangs on the next, and the last on the first. */
export function circle(length: number, first = 1000): Uint8Array {
  return updateOf(length, (encoder, n) => hangingOn(encoder, first + n, first + ((n + 1) % length)));
}

function updateOf(sections: number, write: (encoder: encoding.Encoder, n: number) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections);
    for (let n = 0; n < sections; n++) write(encoder, n);
    encoding.writeVarUint(encoder, 0);
  });
}

/** A section of one plain value, whose origin is the first struct of another client ID. */
function hangingOn(encoder: encoding.Encoder, client: number, origin: number): void {
  writeNumbers(encoder, 1, client, 0);
  encoding.writeUint8(encoder, 0x88);
  writeNumbers(encoder, origin, 0);
  writeOne(encoder);
}

function writeOne(encoder: encoding.Encoder): void {
  writeNumbers(encoder, 1);
  encoding.writeAny(encoder, 1);
}

function writeNumbers(encoder: encoding.Encoder, ...numbers: number[]): void {
  for (const number of numbers) encoding.writeVarUint(encoder, number);
}
