// The reference for subscriptions: a bare `node:http` server in a process of its own that says of everything that it has not changed.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.writeHead(304, { etag: '"same"' }).end());
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
