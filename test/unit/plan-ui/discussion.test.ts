import { describe, expect, it } from 'vitest';
import {
  authorshipOf,
  insertMention,
  mentionQuery,
  suggestions,
} from '../../../renderer/features/plan/logic/comments';

const anna = { id: 'a', name: 'Anna', active: true };
const annaBerg = { id: 'ab', name: 'Anna Berg', active: true };
const gone = { id: 'g', name: 'Anton Alt', active: false };
const people = [anna, annaBerg, gone];

describe('[PLANUI-10] mentions', () => {
  it('begins with an @ at the start of a word', () => {
    expect(mentionQuery('Frage an @An', 12)).toEqual({ from: 9, text: 'An' });
    expect(mentionQuery('a@b.de', 6)).toBeNull();
    expect(mentionQuery('@Anna Berg hat das doch gesagt', 30)).toBeNull();
  });

  it('suggests active members by any word of their name', () => {
    expect(suggestions(people, 'ber').map(({ id }) => id)).toEqual(['ab']);
    expect(suggestions(people, 'an').map(({ id }) => id)).toEqual(['a', 'ab']);
  });

  it('puts the name in place of what was typed', () => {
    expect(insertMention('Hallo @An und', { from: 6, text: 'An' }, 9, 'Anna Berg')).toEqual({
      text: 'Hallo @Anna Berg und',
      caret: 17,
    });
  });
});

describe('[PLANUI-11] who wrote a comment', () => {
  const owners = new Map([
    [1, 'anna'],
    [2, 'anna'],
    [3, 'mallory'],
  ]);

  it('is the member whose client made it', () => {
    expect(authorshipOf({ clientId: 1, writerIds: [1] }, owners)).toEqual({
      memberId: 'anna',
      tampered: false,
      tamperedBy: null,
    });
  });

  it('may edit from another window of his own', () => {
    expect(authorshipOf({ clientId: 1, writerIds: [2] }, owners).tampered).toBe(false);
  });

  it('is not the one who wrote over the text', () => {
    expect(authorshipOf({ clientId: 1, writerIds: [3] }, owners)).toMatchObject({
      memberId: 'anna',
      tampered: true,
      tamperedBy: 'mallory',
    });
    expect(authorshipOf({ clientId: 1, writerIds: [1, 2, 3] }, owners)).toMatchObject({
      tampered: true,
      tamperedBy: 'mallory',
    });
    expect(authorshipOf({ clientId: 9, writerIds: [8] }, owners)).toMatchObject({
      memberId: null,
      tampered: true,
    });
  });
});
