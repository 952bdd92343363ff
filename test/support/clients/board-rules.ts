import { generateKeyBetween } from 'fractional-indexing';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { planMap, readAllPlans, readPlans } from '../../../shared/doc/board-doc';
import { PLAN_ARRAYS } from '../../../shared/doc/schema';
import { readThreads } from '../../../shared/doc/threads';
import type { Json } from '../../../shared/domain/json';
import type { Device } from './board-world';

/** Plans that a device was told are safe, as far as nobody took them away. */
export class Acknowledged {
  readonly #unsure = new Map<Device, string[]>();
  readonly #safe = new Set<string>();
  readonly #mayGo = new Set<string>();
  readonly #early: string[] = [];
  #anything = false;

  made(device: Device, planId: string): void {
    this.#unsure.set(device, [...(this.#unsure.get(device) ?? []), planId]);
  }

  crashed(device: Device): void {
    this.#unsure.delete(device);
  }

  mayGo(planId: string): void {
    this.#mayGo.add(planId);
  }

  anythingMayGo(): void {
    this.#anything = true;
  }

  /** What a device calls saved the host has at that very moment. */
  look(device: Device, host: Y.Doc): void {
    if (device.board.store.getState().saved.state !== 'saved') return;
    for (const planId of this.#unsure.get(device) ?? []) {
      if (!this.#anything && !this.#mayGo.has(planId) && !planMap(host, planId)) this.#early.push(planId);
      this.#safe.add(planId);
    }
    this.#unsure.delete(device);
  }

  /** Those of them that the host did not have then, or does not have now. */
  lost(host: Y.Doc): string[] {
    const gone = [...this.#safe].filter(
      (planId) => !this.#mayGo.has(planId) && planMap(host, planId) === null,
    );
    return [...this.#early, ...(this.#anything ? [] : gone)];
  }
}

/** A device shows what the host has, and knows that it is safe. */
export function sameAsHost(device: Device, host: Y.Doc): void {
  const { plans, gone, threads, saved, fault } = device.board.store.getState();
  expect(saved).toEqual({ state: 'saved' });
  expect(fault).toBeNull();
  expect(byId([...plans.values()].map((row) => row.json))).toEqual(byId(readPlans(host)));
  expect(byId([...plans.values(), ...gone.map(({ row }) => row)].map((row) => row.json))).toEqual(
    byId(readAllPlans(host)),
  );
  expect(byId([...threads.values()].flat())).toEqual(byId(readThreads(host)));
}

/** What must hold of a board whatever was done to it. */
export function rulesHold(host: Y.Doc, devices: readonly Device[]): void {
  for (const { id } of readPlans(host)) {
    const map = planMap(host, id);
    expect(map?.get('brief')).toBeInstanceOf(Y.XmlFragment);
    expect(map?.get('meta')).toBeInstanceOf(Y.Map);
    for (const field of PLAN_ARRAYS) expect(map?.get(field)).toBeInstanceOf(Y.Array);
    expect(() => generateKeyBetween(String(map?.get('rank')), null)).not.toThrow();
  }
  const [first, ...others] = devices.map((device) => device.board.store.getState());
  for (const other of others) expect(other.order).toEqual(first?.order);
  for (const row of first?.plans.values() ?? []) {
    const channels = (row.material['channels'] ?? []) as Json[];
    expect(new Set(channels).size).toBe(channels.length);
    for (const other of others) expect(other.plans.get(row.id)?.status).toEqual(row.status);
    if (row.status.state !== 'agreed') continue;
    const approvals = first?.entries.filter(
      ({ plan, statement }) =>
        plan === row.id && statement?.verdict === 'approve' && statement.digest === row.digest,
    );
    expect(approvals?.map((entry) => entry.by)).toContain(devices[1]?.memberId);
  }
}

function byId<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
}
