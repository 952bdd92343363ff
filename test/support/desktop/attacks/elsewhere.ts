// Other pages, windows, frames and files.
import { attack, element } from './attack';

const schemes = [
  'at.foreign',
  `at.foreign.replace('http', 'https')`,
  `'file://' + at.userData + '/workspaces.json'`,
  `'file:///'`,
  `'data:text/html,<script>1</script>'`,
  `'javascript:window.taken=1'`,
  `URL.createObjectURL(new Blob(['<script>1</script>'], { type: 'text/html' }))`,
  `'app://other/index.html'`,
  `'app://handschlag/other.html'`,
  `'app://handschlag/index.html'`,
  `'app://user@handschlag/index.html'`,
  `location.href.replace(/profile=[^&#]*/, 'profile=' + at.otherProfile)`,
  `location.href.replace(/host=[^&#]*/, 'host=' + encodeURIComponent(at.foreign))`,
  `'about:blank'`,
  `'chrome://gpu'`,
  `'devtools://devtools/bundled/inspector.html'`,
  `'view-source:' + location.href`,
  `'ftp://' + at.place + '/'`,
];
/** Programs of the system that a careless openExternal would start. */
const programs = [
  'mailto:x@localhost',
  'smb://localhost/x',
  'ms-msdt:/id',
  'search-ms:query=x',
  'handschlag://x',
  'vscode://x',
];

export const navigation = [
  ...schemes.flatMap((url) => [
    attack(`location.href = ${url}`, `location.href = ${url}; await at.pause();`),
    attack(`location.replace(${url})`, `location.replace(${url}); await at.pause();`),
  ]),
  ...schemes.map((url) => attack(`a link to ${url}`, element('a', `{ href: ${url} }`))),
  attack(
    'meta refresh',
    `const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=' + at.foreign; document.head.append(meta); await at.pause(); meta.remove();`,
  ),
  attack(
    'a form by GET',
    `const form = Object.assign(document.createElement('form'), { action: at.foreign + '/form' }); document.body.append(form); form.submit(); await at.pause(); form.remove();`,
  ),
  attack(
    'a form by POST',
    `const form = Object.assign(document.createElement('form'), { action: at.foreign + '/form', method: 'post' }); document.body.append(form); form.submit(); await at.pause(); form.remove();`,
  ),
  attack(
    'a base for relative addresses',
    `const base = Object.assign(document.createElement('base'), { href: at.foreign }); document.head.append(base); const img = new Image(); img.src = 'x.png'; const led = document.baseURI.startsWith(at.foreign); await at.pause(); base.remove(); return led;`,
  ),
  attack(
    'history to another file',
    `history.pushState({}, '', '/other.html'); await at.pause(); history.replaceState({}, '', at.home);`,
  ),
  attack(
    'a file dropped on the page',
    `const data = new DataTransfer(); data.items.add(new File(['<script>1</script>'], 'x.html', { type: 'text/html' })); data.setData('text/uri-list', at.foreign); for (const kind of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })); await at.pause();`,
  ),
];

export const windows = [
  ...[...schemes, ...programs.map((url) => `'${url}'`)].map((url) =>
    attack(`window.open ${url}`, `const opened = window.open(${url}); await at.pause(); return opened;`),
  ),
  ...[
    'noopener',
    'popup,width=100',
    'nodeIntegration=yes',
    'contextIsolation=no,sandbox=no',
    'webPreferences.preload=/tmp/x.js',
    'javascript=yes,nodeIntegrationInSubFrames=yes',
  ].map((features) =>
    attack(`window.open with ${features}`, `return window.open(location.href, '_blank', '${features}');`),
  ),
  ...['_blank', '_top', '_parent', 'named'].map((target) =>
    attack(`a link to ${target}`, element('a', `{ href: at.foreign, target: '${target}', rel: 'opener' }`)),
  ),
  ...programs.map((url) => attack(`a link to ${url}`, element('a', `{ href: '${url}' }`))),
  attack(
    'a click with the middle button',
    `const a = Object.assign(document.createElement('a'), { href: at.foreign }); document.body.append(a); a.dispatchEvent(new MouseEvent('click', { button: 1, ctrlKey: true, bubbles: true })); await at.pause(); a.remove();`,
  ),
  attack('the opener', `return window.opener;`),
];

export const embedding = [
  ...[
    'at.foreign',
    `'file://' + at.userData`,
    `'app://handschlag/index.html'`,
    `'data:text/html,x'`,
    `'javascript:1'`,
  ].flatMap((url) => [
    attack(
      `iframe of ${url}`,
      `const frame = Object.assign(document.createElement('iframe'), { src: ${url} }); document.body.append(frame); await at.pause(); let got = null; try { got = frame.contentWindow.document.body.innerText || null; } catch (error) { got = null; } frame.remove(); return got;`,
    ),
    attack(`object of ${url}`, element('object', `{ data: ${url} }`)),
    attack(`embed of ${url}`, element('embed', `{ src: ${url} }`)),
  ]),
  attack(
    'webview',
    `const view = document.createElement('webview'); view.setAttribute('src', at.foreign); view.setAttribute('nodeintegration', ''); document.body.append(view); await at.pause(); const alive = typeof view.getWebContentsId === 'function'; view.remove(); return alive;`,
  ),
  attack(
    'the preload in a frame',
    `const frame = document.createElement('iframe'); document.body.append(frame); const got = frame.contentWindow.desktop ?? frame.contentWindow.require; frame.remove(); return got;`,
  ),
  attack(
    'a portal or fenced frame',
    `for (const tag of ['portal', 'fencedframe']) { const each = document.createElement(tag); each.src = at.foreign; document.body.append(each); each.activate?.(); await at.pause(); each.remove(); }`,
  ),
];

export const downloads = [
  'x.exe',
  '../../x',
  '..',
  '/etc/passwd',
  'CON',
  'NUL.csv',
  'x.csv\u202Eexe',
].flatMap((name) => [
  attack(
    `a download named ${JSON.stringify(name)}`,
    element('a', `{ href: URL.createObjectURL(new Blob(['x'])), download: ${JSON.stringify(name)} }`),
  ),
  attack(
    `data saved as ${JSON.stringify(name)}`,
    element('a', `{ href: 'data:text/plain,x', download: ${JSON.stringify(name)} }`),
  ),
]);
