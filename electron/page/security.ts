import { app, type Session, type WebContents } from 'electron';
import { mayNavigate } from './origin';
import { mayGrant } from './page-policy';

export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(mayGrant(permission, contents.getURL())),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayGrant(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

function secureContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event, url) => {
    if (!mayNavigate(contents.getURL(), url)) event.preventDefault();
  });
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', refuse);
  // No request is made for WebRTC's packets, so neither policy nor fence sees them.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** For every page that will ever be opened, by whatever means. Must run before the app is ready. */
export function secureApp(): void {
  // Looking up a name ahead of time sends text inside that name to its owner's DNS server; only this stops it.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    // Otherwise a client certificate of this person is sent to any server that asks for one.
    event.preventDefault();
    choose();
  });
}
