import { spawn } from 'node:child_process';
import { PlainError } from '../lib/log.mjs';

export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** A screen nobody sees, on a number that Xvfb itself finds free. */
export function startXvfb() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  return new Promise((resolve, reject) => {
    let number = '';
    child.on('error', reject);
    child.on('close', (code) => reject(new PlainError(`Xvfb ended with ${code} before it was ready.`)));
    child.stdio[3].setEncoding('utf8').on('data', (chunk) => {
      number += chunk;
      if (number.includes('\n')) resolve({ display: `:${number.trim()}`, stop: () => child.kill('SIGTERM') });
    });
  });
}
