import { z } from 'zod';
import { desktopErrorCodes } from '../../shared/ipc/errors';

/** What main tells the host's process at its start, as its one argument. */
export const hostStart = z.object({
  data: z.string(),
  port: z.number().int().min(0).max(65535),
  example: z.boolean(),
  openToNetwork: z.boolean(),
  rendererDir: z.string(),
  /** A backup from which the workspace is made first, in its empty directory. */
  backup: z
    .object({
      file: z.string(),
      /** A link for a new owner is made as well. */
      newOwner: z.boolean(),
    })
    .optional(),
});
export type HostStart = z.output<typeof hostStart>;

export const toHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open-to-network') }),
  z.object({ type: z.literal('who-is-here') }),
  z.object({ type: z.literal('close') }),
]);
export type ToHost = z.output<typeof toHost>;

const examplePerson = z.object({
  name: z.string(),
  department: z.enum(['marketing', 'sales', 'other']),
  link: z.string(),
});

const ready = z.object({
  type: z.literal('ready'),
  url: z.string(),
  ownerInvite: z.string().optional(),
  addresses: z.array(z.string()),
  /** Fingerprint of the host's own certificate, once it shows one. */
  cert: z.string().nullable(),
  people: z.array(examplePerson).readonly().optional(),
});
export type HostReady = z.output<typeof ready>;

const personHere = z.object({ id: z.string(), name: z.string() });
export type PersonHere = z.output<typeof personHere>;

export const fromHost = z.discriminatedUnion('type', [
  ready,
  z.object({ type: z.literal('here'), people: z.array(personHere) }),
  z.object({ type: z.literal('network'), addresses: z.array(z.string()), cert: z.string().nullable() }),
  z.object({
    type: z.literal('failed'),
    during: z.enum(['start', 'open-to-network']),
    message: z.string(),
    /** What prevented it, if it is something that a person can solve. */
    code: z.enum(desktopErrorCodes).nullable(),
  }),
]);
export type FromHost = z.output<typeof fromHost>;
