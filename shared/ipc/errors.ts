/** Why a call failed, in words of the program; the renderer has the words for people. */
export const desktopErrorCodes = [
  'bad-input',
  'link-malformed',
  'link-without-secret',
  'link-below-root',
  'link-not-in',
  'address-malformed',
  'unknown-workspace',
  'no-workspace',
  'not-yours',
  'not-here',
  'host-did-not-start',
  'host-newer-data',
  'host-in-use',
  'host-no-room',
  'host-damaged',
  'host-not-writable',
  'not-a-backup',
  'backup-damaged',
  'backup-newer',
  'not-embedded',
  'certificate-differs',
  'certificate-replaced',
  'link-elsewhere',
  'link-unencrypted',
  'host-not-known',
  'host-silent',
  'host-another',
  'save-failed',
  'failed',
] as const;
export type DesktopErrorCode = (typeof desktopErrorCodes)[number];

export class DesktopError extends Error {
  constructor(readonly code: DesktopErrorCode) {
    super(code);
  }
}

/** Only an error's message crosses the context bridge, so the code travels as the message. */
export function desktopErrorCode(error: unknown): DesktopErrorCode {
  const message = error instanceof Error ? error.message : '';
  return desktopErrorCodes.find((code) => code === message) ?? 'failed';
}

export type Reply = { ok: true; value: unknown } | { ok: false; code: DesktopErrorCode };
