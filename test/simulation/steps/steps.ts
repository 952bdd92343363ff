import type { Client } from '../client';
import { pick } from '../../support/dice';
import { badStatement, forgedEdit } from './hostile';
import { roundStep } from './rounds';
import { personStep } from './person-steps';
import type { Step } from './step';
import type { World } from '../world';
import { workshopStep } from './workshops';

const HOUR = 3_600_000;

export async function perform(world: World, step: Step): Promise<void> {
  const client = pick(world.clients, step.who);
  if (!client) return;
  const { kind, a, b } = step;
  const { line } = client;
  switch (kind) {
    case 'up':
      return line.up(a, 1 + (b % 8));
    case 'down':
      return line.down(a, 1 + (b % 8));
    case 'ask':
      return line.ask(a);
    case 'answer':
      return line.answer(a);
    case 'again':
      return line.again(a);
    case 'calm':
      return calm(world, client);
    case 'everybody':
      return everybody(world, 3);
    case 'wait':
      return world.pass(a * (b % 8 === 0 ? 1000 : 10));
    case 'cut':
      return later(world, line.cut(), b);
    case 'part':
      line.parted = true;
      return;
    case 'heal':
      for (const each of world.clients) each.line.parted = false;
      return;
    case 'kill':
      return client.kill();
    case 'start':
      for (const each of world.clients) if (!each.running) restart(each);
      return;
    case 'forge':
      return forgedEdit(world, client, a);
    case 'bad statement':
      return badStatement(world, client, a, b);
    default:
      if (roundStep(world, client, step) || workshopStep(world, client, step)) return;
      if (!(await hostStep(world, step))) personStep(world, client, step);
  }
}

/** One client's messages move to and fro, as they mostly do. */
async function calm(world: World, { line }: Client): Promise<void> {
  for (let round = 0; round < 3; round++) {
    line.all();
    await world.settle();
  }
}

/** An app that is not there, or still on its way, begins anew. */
export function restart(client: Client): void {
  client.kill();
  client.start();
}

/** Everybody's messages move. */
export async function everybody(world: World, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const { line } of world.clients) line.all();
    await world.settle();
  }
}

function later(world: World, task: () => void, b: number): void {
  if (b % 3 > 0) task();
  else world.machine.timers.add(task, b * 500);
}

/** @returns whether it was one of the host's */
async function hostStep(world: World, { kind, a, b }: Step): Promise<boolean> {
  const { skew } = world.machine;
  const jump = (a - 30) * (b % 3 === 0 ? 24 * HOUR : 7000);
  switch (kind) {
    case 'power loss':
    case 'power loss in a commit':
      world.loseHostPower(kind === 'power loss in a commit');
      return true;
    case 'host stops':
      if (world.disk.fault === null && world.disk.powerLoss === null && world.host.host) await stop(world);
      return true;
    case 'host starts':
      await world.startHost();
      return true;
    case 'disk fails':
      world.disk.fault = 'SQLITE_IOERR_FSYNC';
      return true;
    case 'disk full':
      world.disk.fault = 'SQLITE_FULL';
      return true;
    case 'disk works':
      world.disk.fault = null;
      return true;
    case 'host clock jumps':
      skew.host += jump;
      return true;
    case 'client clocks jump':
      skew.clients += jump;
      return true;
    default:
      return false;
  }
}

async function stop(world: World): Promise<void> {
  await world.until(world.host.stop());
  for (const { line } of world.clients) line.hostGone(true);
}
