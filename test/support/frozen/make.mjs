// `node test/support/frozen/make.mjs`: makes test/fixtures/frozen anew (make.ts).
import { createServer } from 'vite';
import { fromRoot } from '../../../scripts/lib/paths.mjs';

// Not `runnerImport`, which is closed by the time the host loads something only when it needs it.
const vite = await createServer({
  configFile: false,
  root: fromRoot(),
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
});
try {
  const { main } = await vite.ssrLoadModule('/test/support/frozen/make.ts');
  await main();
} finally {
  await vite.close();
}
// What the app's modules keep up for a window would wait for its host for ever.
process.exit();
