import fc from 'fast-check';
import { expect, it } from 'vitest';
import { namesApart } from '../../../renderer/ui/names-apart';
import { DEPARTMENTS, type Member } from '../../../shared/domain/people';

const member = (id: string, name: string, more: Partial<Member> = {}): Member => ({
  id,
  name,
  department: 'sales',
  role: 'member',
  approver: false,
  active: true,
  ...more,
});
const factsOf = ({ department, approver }: Member) => [department, ...(approver ? ['approves'] : [])];

it('[UI-61] a name that one person bears stays as it is; of two who bear it each says what he is', () => {
  const people = [
    member('a', 'Anna Berg'),
    member('b', 'Max Weber', { approver: true }),
    member('c', 'MAX WEBER'),
    member('d', 'Max Weber', { department: 'marketing' }),
    member('e', 'Max Weber'),
  ];
  expect(people.map(namesApart(people, factsOf))).toEqual([
    'Anna Berg',
    'Max Weber (sales, approves)',
    'MAX WEBER (sales, 1)',
    'Max Weber (marketing)',
    'Max Weber (sales, 2)',
  ]);
});

it('[UI-61] whoever bears which name, no two are called alike', () => {
  const person = fc.record({
    name: fc.constantFrom('Max', 'max', 'Mäx', 'Anna'),
    department: fc.constantFrom(...DEPARTMENTS),
    approver: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), (drawn) => {
      const people = drawn.map(({ name, ...more }, at) => member(String(at), name, more));
      const words = people.map(namesApart(people, factsOf));
      expect(new Set(words).size).toBe(people.length);
    }),
  );
});
