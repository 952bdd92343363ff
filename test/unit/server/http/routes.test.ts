import { expect, it } from 'vitest';
import { createApp, type AppOptions } from '../../../../server/http/app';
import { ROUTES } from '../../../../shared/api/routes';

/** What a host beside an example, and the example itself, answer beyond the contract; both to this machine alone. */
const EXAMPLE = [
  ['ALL', '/api/example'],
  ['POST', '/api/example'],
  ['DELETE', '/api/example'],
];
/** What looks at every request before its route, and the pages of the app. */
const ALWAYS = [
  ['ALL', '/*'],
  ['GET', '/*'],
];

/** The routes of an app as they were really mounted, each once. */
function mounted(options: Partial<AppOptions>): string[] {
  const { routes } = createApp(options as AppOptions);
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort();
}

const listed = (more: readonly (readonly string[])[]) =>
  [...Object.values(ROUTES).map(([method, path]) => [method, path]), ...more]
    .map((each) => each.join(' '))
    .sort();

it('[AUTH-1] the host has the routes of the contract and no other', () => {
  expect(mounted({})).toEqual(listed(ALWAYS));
});

it('[AUTH-1] [EXAMPLE-3] beside an example it has those of the example as well', () => {
  expect(mounted({ example: {} as never })).toEqual(listed([...ALWAYS, ...EXAMPLE]));
});
