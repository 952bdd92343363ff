import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import { oneStruct, setUp } from '../../../support/clients/known-doc';

/** Kinds of content, as they stand on the wire. */
const [JSON_, EMBED, FORMAT, ANY] = [2, 5, 6, 8] as const;

/** One struct of a new client in a root's list. */
function item(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return oneStruct(4713, 0, (encoder) => {
    encoding.writeUint8(encoder, kind);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, 'notes');
    write(encoder);
  });
}

const embed = (json: string) => item(EMBED, (encoder) => encoding.writeVarString(encoder, json));
const format = (json: string) =>
  item(FORMAT, (encoder) => {
    encoding.writeVarString(encoder, 'bold');
    encoding.writeVarString(encoder, json);
  });
const any = (value: unknown) =>
  item(ANY, (encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as never);
  });
const proto = JSON.parse('{"a":[{"__proto__":{"b":1}}]}') as unknown;

describe('[GATE-35] a value reads the same whoever reads it', () => {
  it.each([
    ['a key that becomes the prototype', any(proto)],
    ['the same as JSON', embed('{"__proto__":1}')],
    ['half a character as JSON', embed('{"a":"\\ud83d"}')],
    ['a key of half a character', format('{"\\ud83d":1}')],
    ['a number that JSON lacks', embed('{"a":1e999}')],
    ['a zero that has a sign', format('-0')],
    [
      'content of a kind that nobody writes',
      item(JSON_, (encoder) => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarString(encoder, '{"a":1}');
      }),
    ],
  ])('refuses %s', (_name, update) => {
    expect(setUp().host.take(update, 'mine')).toEqual({ refused: 'forbidden-content' });
  });

  it.each([
    ['an object', any({ a: [1, 'ä', null, true, { b: 1.5 }] })],
    ['the same as JSON', embed('{"a":[1,"ä",null,true,{"b":1.5}]}')],
    ['a mark', format('{}')],
    ['half a character outside JSON', any('\ud83d')],
  ])('takes %s', (_name, update) => {
    expect(setUp().host.take(update, 'mine')).toHaveProperty('claimed', [4713]);
  });
});
