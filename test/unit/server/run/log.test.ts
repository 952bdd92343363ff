import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { JsonLines } from '../../../../server/run/log';
import { LOG_EVENTS } from '../../../../server/base/log-events';

function logged(write: (lines: JsonLines) => void): Record<string, unknown>[] {
  const texts: string[] = [];
  write(new JsonLines((text) => texts.push(text), { now: () => 0 }));
  return texts.map((text) => JSON.parse(text) as Record<string, unknown>);
}

it('[OPER-8] the log begins with the ready line as it always was, whatever happened before', () => {
  const lines = logged((log) => {
    log.log('room-failed', { error: 'x' });
    log.ready({ url: 'http://h', ownerInvite: 'http://h/#invite=s' });
    log.log('stopping', { signal: 'SIGTERM' });
  });
  expect(lines).toEqual([
    { event: 'ready', url: 'http://h', ownerInvite: 'http://h/#invite=s' },
    { at: '1970-01-01T00:00:00.000Z', level: 'error', event: 'room-failed', error: 'x' },
    { at: '1970-01-01T00:00:00.000Z', level: 'info', event: 'stopping', signal: 'SIGTERM' },
  ]);
  expect(logged((log) => (log.log('room-failed'), log.flush()))).toHaveLength(1);
});

it('[OPER-8] an error is told without what it quotes, and not at length', () => {
  const error = `SyntaxError: Unexpected token 'g', "geheim: 4711" is not valid JSON ${'x'.repeat(999)}`;
  const [line] = logged((log) => (log.log('request-failed', { error }), log.flush()));
  expect(line?.['error']).not.toMatch(/geheim|4711/);
  expect(String(line?.['error'])).toHaveLength(300);
});

it('[OPER-8] docs/host.md says of every line what it means', () => {
  const guide = readFileSync('docs/host.md', 'utf8');
  const table = guide.split('## The log')[1]?.split('\n## ')[0] ?? '';
  expect(Object.keys(LOG_EVENTS).filter((event) => !table.includes(`\`${event}\``))).toEqual([]);
});
