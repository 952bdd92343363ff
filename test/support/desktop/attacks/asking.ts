// What the browser and main are asked for. What the page's policy takes away altogether may not be there.
import { attack } from './attack';

export const permissions = [
  attack('camera', `return navigator.mediaDevices.getUserMedia({ video: true });`),
  attack('microphone', `return navigator.mediaDevices.getUserMedia({ audio: true });`),
  attack('the screen', `return navigator.mediaDevices.getDisplayMedia({ video: true });`),
  attack(
    'the desktop by its old name',
    `return navigator.mediaDevices.getUserMedia({ video: { mandatory: { chromeMediaSource: 'desktop' } } });`,
  ),
  attack(
    'the place',
    `return new Promise((done) => navigator.geolocation.getCurrentPosition(done, () => done(null), { timeout: 500 }));`,
  ),
  attack('notifications', `return (await Notification.requestPermission()) === 'granted';`),
  attack('reading text of the clipboard', `return navigator.clipboard.readText();`),
  attack('reading the clipboard', `return navigator.clipboard.read();`),
  attack('MIDI', `return navigator.requestMIDIAccess({ sysex: true });`),
  attack('HID', `return (await navigator.hid?.requestDevice({ filters: [] }))?.length;`),
  attack('known HID devices', `return (await navigator.hid?.getDevices())?.length;`),
  attack('serial', `return navigator.serial?.requestPort();`),
  attack('USB', `return navigator.usb?.requestDevice({ filters: [] });`),
  attack('Bluetooth', `return navigator.bluetooth?.requestDevice({ acceptAllDevices: true });`),
  attack(
    'pointer lock',
    `document.body.requestPointerLock(); await at.pause(); return document.pointerLockElement;`,
  ),
  attack('full screen', `await document.body.requestFullscreen(); return document.fullscreenElement;`),
  attack('keyboard lock', `await navigator.keyboard?.lock(); return document.fullscreenElement;`),
  attack('idle detection', `return (await window.IdleDetector?.requestPermission()) === 'granted';`),
  attack('screens', `return window.getScreenDetails?.();`),
  attack('fonts of this computer', `return (await window.queryLocalFonts?.())?.length;`),
  attack('a wake lock', `return navigator.wakeLock.request('screen');`),
  attack(
    'a handler of links',
    `navigator.registerProtocolHandler('web+handschlag', location.origin + '/?%s');`,
  ),
  attack(
    'payment',
    `return new PaymentRequest([{ supportedMethods: at.foreign }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment();`,
  ),
  attack(
    'motion',
    `return new Promise((done) => { const sensor = new Accelerometer(); sensor.onreading = () => done('read'); sensor.onerror = () => done(null); sensor.start(); setTimeout(done, 300); });`,
  ),
  attack(
    'speech',
    `return new Promise((done) => { const heard = new webkitSpeechRecognition(); heard.onaudiostart = () => done('heard'); heard.onerror = () => done(null); heard.start(); setTimeout(done, 300); });`,
  ),
];

export const node = [
  ...[
    'require',
    'process',
    'Buffer',
    'module',
    'global',
    '__dirname',
    'electron',
    'ipcRenderer',
    'setImmediate',
  ].map((name) => attack(`the global ${name}`, `return typeof globalThis['${name}'] !== 'undefined';`)),
  attack(
    'the constructor of a method',
    `return window.desktop.workspaces.constructor('return typeof process !== "undefined"')();`,
  ),
  attack(
    'the world of the preload',
    `const got = window.desktop.hostStatus().constructor.constructor; return got('return typeof require === "function"')();`,
  ),
  attack(
    'another method in place of one',
    `try { window.desktop.saveFile = () => 'mine'; } catch { return null; } return window.desktop.saveFile() === 'mine';`,
  ),
  attack(
    'a method that was never there',
    `try { window.desktop.run = () => 1; } catch { return null; } return window.desktop.run;`,
  ),
  attack(
    'another desktop',
    `try { delete window.desktop; window.desktop = { mine: 1 }; } catch { return null; } return window.desktop.mine;`,
  ),
  attack(
    'polluted prototypes',
    `Object.prototype.profile = at.otherProfile; Object.prototype.id = at.otherWorkspace; try { return await window.desktop.keys.load({}); } finally { delete Object.prototype.profile; delete Object.prototype.id; }`,
  ),
  attack(
    'a promise of its own',
    `const real = Promise.prototype.then; let seen = null; Promise.prototype.then = function (...all) { if (String(this) !== '[object Promise]') seen = this; return real.apply(this, all); }; try { await window.desktop.hostStatus(); } finally { Promise.prototype.then = real; } return seen;`,
  ),
  attack(
    'an object that lies about itself',
    `let asked = 0; return window.desktop.keys.load({ get profile() { asked += 1; return asked === 1 ? new URLSearchParams(location.search).get('profile') : at.otherProfile; } }).then((key) => key.other);`,
  ),
];

export const ipc = [
  attack(`the key of another profile`, `return window.desktop.keys.load({ profile: at.otherProfile });`),
  attack(
    `another profile's key replaced`,
    `return window.desktop.keys.save({ profile: at.otherProfile, secret: 'x' });`,
  ),
  ...['../settings', '__proto__', 'constructor', '..', '.', '', '/etc/passwd', 'a\0b'].map((id) =>
    attack(
      `the key of ${JSON.stringify(id)}`,
      `return window.desktop.keys.load({ profile: ${JSON.stringify(id)} });`,
    ),
  ),
  attack('which workspaces there are', `return window.desktop.workspaces();`),
  attack(
    'opening another workspace',
    `await window.desktop.openWorkspace({ id: at.otherWorkspace }); return 'opened';`,
  ),
  attack(
    'forgetting another workspace',
    `await window.desktop.forgetWorkspace({ id: at.otherWorkspace }); return 'forgotten';`,
  ),
  attack(
    'making a workspace',
    `await window.desktop.createWorkspace({ name: 'x', department: 'sales', company: 'x' }); return 'made';`,
  ),
  attack(
    'a window on a foreign host, with a secret in its link',
    `await window.desktop.joinWithLink({ link: at.foreign + '/#invite=stolen-secret', name: 'stolen', department: 'sales' }); return 'joined';`,
  ),
  attack(
    'a window on a foreign host, to recover',
    `await window.desktop.recoverAt({ address: at.foreign }); return 'opened';`,
  ),
  attack(
    'another workspace at a foreign address',
    `await window.desktop.moveWorkspace({ id: at.otherWorkspace, address: at.foreign + '/#cert=' + 'A'.repeat(43) }); return 'moved';`,
  ),
  attack('a workspace of a backup', `return (await window.desktop.openBackup({ as: 'code' })).opened;`),
  attack('the example', `await window.desktop.startExample(); return 'started';`),
  ...['../..', 'x#/members', '', 'a'.repeat(65)].map((board) =>
    attack(
      `a stage of ${JSON.stringify(board)}`,
      `await window.desktop.openStage({ board: ${JSON.stringify(board)} }); return 'opened';`,
    ),
  ),
  attack(
    'a stage on a foreign host',
    `await window.desktop.openStage({ board: 'abcd', host: at.foreign }); return 'opened';`,
  ),
  attack(
    'a window that is no stage over the whole screen',
    `await window.desktop.fullScreen('toggle'); return 'filled';`,
  ),
  attack('throwing the example away', `await window.desktop.discardExample(); return 'gone';`),
  attack('a host of others opened to the network', `return window.desktop.openToNetwork();`),
  attack(
    'another certificate for the host',
    `await window.desktop.trustLink({ link: at.foreign + '/#invite=stolen-secret&cert=' + 'A'.repeat(43) }); return 'trusted';`,
  ),
  ...[
    'x.exe',
    'x.desktop',
    'x.lnk',
    'x',
    '..',
    '.',
    '.bashrc',
    '../..',
    'x.csv/..',
    'x.csv\u202E.exe',
    '',
  ].map((name) =>
    attack(
      `a saved file named ${JSON.stringify(name)}`,
      `return (await window.desktop.saveFile({ suggestedName: ${JSON.stringify(name)} })).file;`,
    ),
  ),
  ...[
    `{ file: '00000000-0000-4000-8000-000000000000', bytes: new Uint8Array(1) }`,
    `{ file: '../../x.csv', bytes: new Uint8Array(1) }`,
    `{ file: (await window.desktop.saveFile({ suggestedName: 'x.csv' })).file, bytes: 'text' }`,
    `{ file: (await window.desktop.saveFile({ suggestedName: 'x.csv' })).file, bytes: new Uint8Array(33 * 1024 * 1024) }`,
  ].map((input) =>
    attack(`content for a file: ${input}`, `await window.desktop.writeFile(${input}); return 'written';`),
  ),
  attack(
    'the end of a file of nobody',
    `await window.desktop.endFile({ file: '00000000-0000-4000-8000-000000000000', keep: true }); return 'ended';`,
  ),
  attack(
    'a name for the workspace that is none',
    `await window.desktop.rememberProfile({ company: { toString: () => 'x' }, memberName: 'x'.repeat(201) }); return 'named';`,
  ),
  attack(
    'another host to be looked for',
    `return (await window.desktop.checkHost({ host: at.foreign })).address === at.place;`,
  ),
  attack('a language that is a path', `await window.desktop.setLanguage('../../de'); return 'set';`),
  attack('arguments that cannot be sent', `return window.desktop.keys.load({ profile: () => 1 });`),
  attack('itself as argument', `return window.desktop.keys.load(window);`),
];
