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

/** For every page there will ever be, whoever makes it. Must run before the app is ready. */
export function secureApp(): void {
  // A name looked up ahead tells its server's owner whatever is written into it; no other setting stops that.
  app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    // Else the first one of this person is shown to whoever asks.
    event.preventDefault();
    choose();
  });
}
