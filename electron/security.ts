import { app, type Session, type WebContents } from 'electron';
import { mayNavigate } from './origin';
import { mayGrant } from './permissions';

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
}

/** For every page there will ever be, whoever makes it. */
export function secureApp(): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
}
