import { afterAll } from 'vitest';
import { startXvfb } from '../../../scripts/setup/display.mjs';

// Each file has a screen of its own: those that run beside it take neither its focus nor its clipboard, and no
// window opens on the screen somebody works at.
if (process.platform === 'linux') {
  const screen = await startXvfb();
  process.env['DISPLAY'] = screen.display;
  process.env['WAYLAND_DISPLAY'] = '';
  afterAll(() => screen.stop());
}
