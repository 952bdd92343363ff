// Faults to plant in what stands between a client's bytes and a document, as in `mutant-table`.

const POISON = 'integration/gate/poison';

export const GATE_MUTANTS = [
  {
    name: 'gate: a guest may write',
    file: 'server/gate/messages.ts',
    from: "  update: 'read-only',",
    to: "  update: 'pass',",
    tests: ['unit/server/gate/messages', POISON],
  },
  {
    name: 'gate: what is not listed is dropped, not closed',
    file: 'server/gate/messages.ts',
    from: "?? 'close'",
    to: "?? 'drop'",
    tests: ['unit/server/gate/messages', POISON],
  },
  {
    name: 'gate: an archived board takes edits',
    file: 'server/gate/messages.ts',
    from: "{ ...EDITOR, step2: 'archived', update: 'archived' }",
    to: '{ ...EDITOR }',
    tests: ['unit/server/gate/messages', POISON],
  },
  {
    name: "gate: structs under a colleague's client ID",
    file: 'server/gate/update-check.ts',
    from: '(known.owner(client) ?? member) !== member',
    to: 'known.owner(client) === null',
    tests: ['unit/server/gate/update-check', POISON],
  },
  {
    name: 'gate: an update has as many parts as it likes',
    file: 'server/gate/update-check.ts',
    from: 'bytes.length > LIMITS.parts && ',
    to: 'bytes.length < 0 && ',
    tests: ['integration/gate/heavy-messages'],
  },
  {
    name: 'gate: a gap is taken',
    file: 'server/gate/update-check.ts',
    from: "return { refused: 'gap' };",
    to: "return 'nothing';",
    tests: ['unit/server/gate/update-check', POISON],
  },
  {
    name: 'gate: unknown roots are taken',
    file: 'server/gate/update-check.ts',
    from: '!roots.includes(parent)',
    to: "parent === ''",
    tests: ['unit/server/gate/update-check', POISON],
  },
  {
    name: 'gate: subdocuments are taken',
    file: 'server/gate/update-check.ts',
    from: 'content instanceof Y.ContentDoc || content instanceof Y.ContentJSON',
    to: 'content instanceof Y.ContentJSON',
    tests: ['unit/server/gate/update-check', POISON],
  },
  {
    name: 'gate: a list under a key is taken as soon as its update deletes some of it',
    file: 'server/gate/update-check.ts',
    from: 'range.clock <= struct.id.clock && range.clock + range.len >= end(struct)',
    to: 'range.clock < end(struct)',
    tests: ['unit/server/gate/neighbours'],
  },
  {
    name: 'gate: what was typed without the host is refused',
    file: 'server/gate/update-check.ts',
    from: 'integrable(fresh, known, (struct) => deletesAll(decoded, struct))',
    to: 'integrable(fresh, known, () => false)',
    tests: ['unit/server/gate/neighbours', 'property/honest-updates'],
  },
  {
    name: 'gate: what is known already goes out a second time',
    file: 'server/gate/update-check.ts',
    from: 'structs.every(({ id }) => id.clock >= known.clock(id.client))',
    to: 'structs.length > 0',
    tests: ['unit/server/gate/update-check'],
  },
];
