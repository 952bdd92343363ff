// The reference for fan-out and first sync: a bare `ws` server in a process of its own that hands every message
// to everybody else, and on `?bytes=N` sends the newcomer the last N-byte message it was given for keeping.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
let kept = null;
server.on('connection', (socket, request) => {
  if (request.url === '/newcomer' && kept) socket.send(kept);
  socket.on('message', (data) => {
    if (request.url === '/keep') {
      kept = data;
      socket.send('kept');
      return;
    }
    for (const other of server.clients) if (other !== socket) other.send(data);
  });
});
server.on('listening', () => process.stdout.write(`${server.address().port}\n`));
