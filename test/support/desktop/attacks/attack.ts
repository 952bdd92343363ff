/**
 * What a page that was taken over could try, by class. `code` is the body of an async function that runs in the page
 * with `at` ({@link Targets}) and `tell`: whatever it returns that is truthy is what the attacker got, and a trace at
 * the foreign host, a further window, another address or a started program is one as well.
 */
export interface Attack {
  readonly what: string;
  readonly code: string;
}

/** Where attacks lead. Nothing of it is the window's own host. */
export interface Targets {
  /** Origin of an HTTP host that notes every connection. */
  readonly foreign: string;
  /** Its `host:port`. */
  readonly place: string;
  /** `host:port` of a UDP socket that notes every packet. */
  readonly udp: string;
  /** The app's own folder with keys, workspaces and the embedded host's data. */
  readonly userData: string;
  /** Another profile of the same app, and its workspace. */
  readonly otherProfile: string;
  readonly otherWorkspace: string;
  /** Address of the window itself. */
  readonly home: string;
  /** Origin of the window's own host. */
  readonly host: string;
}

export const attack = (what: string, code: string): Attack => ({ what, code });
/** Something put into the page, and whether it ever loaded. */
export const element = (tag: string, properties: string) =>
  `return new Promise((done) => {
    const each = Object.assign(document.createElement('${tag}'), { onload: () => done('loaded'), onerror: () => done(null) });
    Object.assign(each, ${properties});
    document.body.append(each);
    if (each.click && '${tag}' === 'a') each.click();
    setTimeout(() => { each.remove(); done(null); }, 250);
  });`;
