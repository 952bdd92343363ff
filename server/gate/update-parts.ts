import * as decoding from 'lib0/decoding';

type Decoder = decoding.Decoder;

/**
 * How many parts an update (v1) has: structs, values in them, and deleted ranges. A part may be as short as one byte,
 * and takes a hundred times as much once it is decoded; this reads and keeps nothing.
 * @param most counting ends above it
 * @returns what was counted until then, or until something stands there that no update has: the decoder falls over it too
 */
export function partsOf(update: Uint8Array, most: number): number {
  const count = new Count(most);
  try {
    readUpdate(decoding.createDecoder(update), count);
  } catch {
    // As far as that: whether it is an update at all is asked elsewhere.
  }
  return count.parts;
}

class Count {
  parts = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  add(parts = 1): void {
    this.parts += parts;
    if (this.parts > this.#most) throw new RangeError('enough');
  }
}

function readUpdate(decoder: Decoder, count: Count): void {
  for (let sections = decoding.readVarUint(decoder); sections > 0; sections--) {
    count.add();
    const structs = decoding.readVarUint(decoder);
    skipNumbers(decoder, 2);
    for (let left = structs; left > 0; left--) readStruct(decoder, count);
  }
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    count.add();
    decoding.readVarUint(decoder);
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      count.add();
      skipNumbers(decoder, 2);
    }
  }
}

/** As Yjs 13 writes it: https://github.com/yjs/yjs/blob/main/INTERNALS.md and its UpdateEncoderV1. */
function readStruct(decoder: Decoder, count: Count): void {
  count.add();
  const info = decoding.readUint8(decoder);
  const content = info & 0b11111;
  if (content === 0 || content === 10) return skipNumbers(decoder, 1);
  const hasOrigin = (info & 0x80) !== 0;
  const hasRight = (info & 0x40) !== 0;
  skipNumbers(decoder, (hasOrigin ? 2 : 0) + (hasRight ? 2 : 0));
  if (!hasOrigin && !hasRight) {
    if (decoding.readVarUint(decoder) === 1) skipText(decoder);
    else skipNumbers(decoder, 2);
    if ((info & 0x20) !== 0) skipText(decoder);
  }
  readContent(decoder, content, count);
}

function readContent(decoder: Decoder, content: number, count: Count): void {
  switch (content) {
    case 1:
      return skipNumbers(decoder, 1);
    case 2:
      for (let left = decoding.readVarUint(decoder); left > 0; left--) skipJson(decoder, count);
      return;
    case 3:
    case 4:
      return skipText(decoder);
    case 5:
      return skipJson(decoder, count);
    case 6:
      skipText(decoder);
      return skipJson(decoder, count);
    case 7: {
      const type = decoding.readVarUint(decoder);
      return type === 3 || type === 5 ? skipText(decoder) : undefined;
    }
    case 8:
      return skipValues(decoder, decoding.readVarUint(decoder), count);
    case 9:
      skipText(decoder);
      return skipValues(decoder, 1, count);
    default:
      throw new RangeError('no such content');
  }
}

/** Values as lib0 writes them (encoding.writeAny); those inside others count like them, without a call for each depth. */
function skipValues(decoder: Decoder, values: number, count: Count): void {
  /** What is open: how many values are left in it, and whether each has a name. */
  const open = [{ left: values, isNamed: false }];
  for (let inner = open.at(-1); inner; inner = open.at(-1)) {
    if (inner.left-- <= 0) {
      open.pop();
      continue;
    }
    count.add();
    if (inner.isNamed) skipText(decoder);
    const type = decoding.readUint8(decoder);
    if (type === 118 || type === 117)
      open.push({ left: decoding.readVarUint(decoder), isNamed: type === 118 });
    else skipValue(decoder, type);
  }
}

function skipValue(decoder: Decoder, type: number): void {
  switch (type) {
    case 127:
    case 126:
    case 121:
    case 120:
      return;
    case 125:
      decoding.readVarInt(decoder);
      return;
    case 124:
      return skip(decoder, 4);
    case 123:
    case 122:
      return skip(decoder, 8);
    case 119:
    case 116:
      return skipText(decoder);
    default:
      throw new RangeError('no such value');
  }
}

function skipNumbers(decoder: Decoder, numbers: number): void {
  for (let left = numbers; left > 0; left--) decoding.readVarUint(decoder);
}

/** What is in it is not looked at: so much of it counts as a part. */
const JSON_PART = 16;

function skipJson(decoder: Decoder, count: Count): void {
  const from = decoder.pos;
  skipText(decoder);
  count.add(1 + Math.floor((decoder.pos - from) / JSON_PART));
}

/** Text, or bytes: how long, and then that many. */
function skipText(decoder: Decoder): void {
  skip(decoder, decoding.readVarUint(decoder));
}

function skip(decoder: Decoder, bytes: number): void {
  if (!(bytes <= decoder.arr.length - decoder.pos)) throw new RangeError('cut off');
  decoder.pos += bytes;
}
