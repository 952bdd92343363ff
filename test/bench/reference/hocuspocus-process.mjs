// A Hocuspocus server as its readme starts it, with nothing stored: the quickest it can be.
import { Server } from '@hocuspocus/server';

const server = new Server({ address: '127.0.0.1', port: 0, quiet: true, stopOnSignals: false });
await server.listen();
process.stdout.write(`${server.address.port}\n`);
