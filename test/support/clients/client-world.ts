import { expect, vi } from 'vitest';
import WebSocket from 'ws';
import { joinAnswer, linkAnswer } from '../../../shared/api/contract';
import { generate } from '../../../shared/crypto/ed25519';
import type { Department } from '../../../shared/domain/people';
import type { InviteBody } from '../../../shared/api/contract';
import { httpApi, type Api } from '../../../renderer/client/connection/api';
import type { OpenBoard } from '../../../renderer/client/board/open-board';
import type { ReadBoard } from '../../../renderer/client/board/read-board';
import type { LocalStore } from '../../../renderer/client/device/local-store';
import type { Profile } from '../../../renderer/client/device/profiles';
import type { Outcome } from '../../../renderer/client/connection/outcome';
import { OpenWorkspace } from '../../../renderer/client/workspace/open-workspace';
import { readBoards } from '../../../renderer/client/workspace/read-boards';
import { wholeBoards } from '../../../renderer/client/workspace/whole-boards';
import { memoryStore } from './memory-store';

type SocketClass = new (url: string, protocols: string[]) => WebSocket;

/** A person at a device of his own; opening again is a fresh start of the app on the same device. */
export interface PersonAtDevice {
  readonly profile: Profile;
  readonly store: LocalStore;
  /**
   * @param on another store than the person's own
   * @param by other sockets than plain ones
   */
  open(api?: Api, on?: LocalStore, by?: SocketClass): Promise<OpenWorkspace>;
  /** As if on a device that keeps nothing of earlier runs. */
  anew(): Promise<OpenWorkspace>;
  /** In the small app for phones, on the same device. */
  onPhone(api?: Api): Promise<OpenWorkspace<ReadBoard>>;
}

/** The value of an outcome that must be one. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`failed: ${JSON.stringify(outcome.failure)}`);
  return outcome.value;
}

/** Joins a running host by a secret. */
export async function joinAs(
  host: string,
  invite: string,
  name: string,
  department: Department,
): Promise<PersonAtDevice> {
  const key = generate();
  const body = { invite, name, department, deviceKey: key.publicKey, company: 'Lindner & Söhne' };
  const joined = valueOf(await httpApi({ host, token: null }).call('join', joinAnswer, { body }));
  const store = memoryStore();
  const profile: Profile = { ...joined, id: `${name}-profile`, host };
  const options = (kept: LocalStore, api?: Api, by: SocketClass = WebSocket) => ({
    profile,
    secret: key.secret,
    keyStored: 'browser' as const,
    store: kept,
    socket: by as unknown as typeof globalThis.WebSocket,
    random: (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    ...(api ? { api } : {}),
  });
  const openOn = async (kept: LocalStore, api?: Api, by?: SocketClass) =>
    valueOf(await OpenWorkspace.open({ door: wholeBoards, ...options(kept, api, by) }));
  return {
    profile,
    store,
    open: (api, on = store, by) => openOn(on, api, by),
    anew: () => openOn(memoryStore()),
    onPhone: async (api) => valueOf(await OpenWorkspace.open({ door: readBoards, ...options(store, api) })),
  };
}

/** A secret that an owner's workspace made. */
export async function secretOfInvite(owner: OpenWorkspace, invite: InviteBody): Promise<string> {
  const { link } = linkAnswer.parse(valueOf(await owner.actions.invite(invite)));
  return new URLSearchParams(new URL(link).hash.slice(1)).get('invite') ?? '';
}

/** Resolves once the board shows that everything is safe with the host. */
export async function untilSaved(board: OpenBoard): Promise<void> {
  await vi.waitFor(() => expect(board.store.getState().saved).toEqual({ state: 'saved' }), { interval: 10 });
}
