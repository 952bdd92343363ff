// Who may import whom (docs/ARCHITECTURE.md). test/contract/import-rules.test.ts breaks each rule once on purpose, in
// small trees with the same folders; so every path is matched from the repository's root or from such a tree's.
const fixture = '^test/fixtures/import-rules/[^/]+/';
const at = (path) => `(?:^|${fixture})${path}`;
const npm = (...names) =>
  `(?:^|/)node_modules/(?:@types/)?(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/**
 * The rooms of a folder, from the ground up: none imports one of a floor above it. Files of the folder itself, which put
 * rooms together, stand where their imports put them; `no-cycles` keeps them there.
 */
const faceDown = (name, folder, floors) =>
  floors.slice(0, -1).map((rooms, index) =>
    rule(
      name,
      `Rooms of ${folder}/ stand on each other in this order: ${floors.map((each) => each.join(', ')).join(' < ')}.`,
      { path: at(`${folder}/(?:${rooms.join('|')})/`) },
      {
        path: at(
          `${folder}/(?:${floors
            .slice(index + 1)
            .flat()
            .join('|')})/`,
        ),
      },
    ),
  );

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one file, or hide a third.',
      {},
      { circular: true },
    ),
    rule(
      'nothing-unresolved',
      'An import that leads nowhere would pass every other rule.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'no-test-imports',
      'What ships does not know its tests.',
      { path: at('(?:node|shared|server|electron|renderer)/') },
      { path: at('test/'), pathNot: `${fixture}(?!test/)` },
    ),
    rule(
      'domain-is-pure',
      'Domain and exports are plain functions: the domain, zod, and small packages that do one computation.',
      { path: at('shared/(?:domain|export)/') },
      {
        pathNot: [
          at('shared/(?:domain|export)/'),
          npm(
            'zod',
            'temporal-polyfill',
            'temporal-spec',
            'canonicalize',
            '@noble/hashes',
            'ical-generator',
            'papaparse',
            'fflate',
            'diff',
          ),
        ],
      },
    ),
    rule(
      'document-knows-domain-and-yjs',
      'Document, sync and presence: the domain and the Yjs family.',
      { path: at('shared/(?:doc|sync|presence)/') },
      {
        pathNot: [
          at('shared/(?:domain|doc|sync|presence)/'),
          npm('yjs', 'lib0', 'y-protocols', 'zod', 'fractional-indexing'),
        ],
      },
    ),
    rule(
      'shared-knows-nobody-above',
      'Shared code stands below host, shell and pages.',
      { path: at('shared/') },
      {
        path: [
          at('(?:node|server|electron|renderer)/'),
          npm('electron', 'react', 'react-dom', 'libsql', 'hono', 'ws'),
        ],
      },
    ),
    rule(
      'shared-runs-everywhere',
      'Shared code runs in pages too, where there is no Node.',
      { path: at('shared/') },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'node-knows-node-only',
      'What host and shell both ask of the operating system stands below both, and needs nothing but Node.',
      { path: at('node/') },
      { dependencyTypesNot: ['core'], pathNot: at('node/') },
    ),
    rule(
      'server-knows-shared-and-node',
      'The host runs without Electron and without a page.',
      { path: at('server/') },
      {
        path: [at('(?:electron|renderer)/'), npm('electron', 'react', 'react-dom', 'zustand', 'y-websocket')],
      },
    ),
    rule(
      'main-never-server',
      'The host has a process of its own; only host-entry brings it in.',
      { path: at('electron/'), pathNot: at('electron/host-entry\\.ts$') },
      { path: at('server/') },
    ),
    rule(
      'electron-knows-shared',
      'The shell: shared, Electron, Node, zod. It shows pages, it does not know them.',
      { path: at('electron/') },
      { path: [at('renderer/'), '(?:^|/)node_modules/'], pathNot: npm('electron', 'zod', 'node') },
    ),
    rule(
      'preload-knows-contract',
      'The preload is the door between page and shell, nothing else: the IPC contract and Electron.',
      { path: at('electron/preload\\.ts$') },
      { pathNot: [at('shared/ipc/'), npm('electron', 'zod')] },
    ),
    rule(
      'renderer-runs-in-browsers',
      'The same pages run in a browser: no Node, no Electron.',
      { path: at('renderer/') },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'renderer-knows-shared',
      'Pages talk to the host over the wire and to the shell through the contract.',
      { path: at('renderer/') },
      {
        path: [at('(?:node|server|electron)/'), npm('electron', 'libsql', 'hono', 'ws', '@hono/node-server')],
      },
    ),
    rule(
      'features-apart',
      'A feature never reaches into another: what two need belongs to client, state or ui.',
      { path: at('renderer/features/([^/]+)/') },
      { path: at('renderer/features/'), pathNot: at('renderer/features/$1/') },
    ),
    rule(
      'features-know-client-state-ui',
      'A feature: itself, client, state, ui, i18n and shared; not what puts the features together.',
      { path: at('renderer/features/') },
      { path: at('renderer/'), pathNot: at('renderer/(?:features|client|state|ui|i18n)/') },
    ),
    rule(
      'foundations-know-no-feature',
      'Client, state, ui and i18n stand below the features.',
      { path: at('renderer/(?:client|state|ui|i18n)/') },
      { path: at('renderer/features/') },
    ),
    ...faceDown('server-rooms-face-down', 'server', [
      ['base'],
      ['storage', 'tls', 'metrics', 'gate'],
      ['record'],
      ['people', 'board'],
      ['inbox', 'exchange', 'rounds', 'session', 'days'],
      ['net', 'backup'],
      ['http'],
      ['run'],
      ['example'],
      ['commands'],
    ]),
    ...faceDown('client-rooms-face-down', 'renderer/client', [
      ['connection'],
      ['device'],
      ['copy', 'record'],
      ['board'],
      ['workspace'],
      ['entry'],
    ]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
};
