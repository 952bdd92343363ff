import type { ReadMinutes } from '../../../../shared/api/sessions';

/** How many facts of minutes are others than those that were looked at; one at least, as the host says they are. */
export function changesBetween(seen: ReadMinutes, now: ReadMinutes): number {
  const [before, after] = [factsOf(seen), factsOf(now)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return Math.max(1, [...names].filter((name) => before.get(name) !== after.get(name)).length);
}

/** Each fact by a name of its own. */
function factsOf({
  title,
  facilitators,
  present,
  seated,
  items,
  open,
  reopened,
}: ReadMinutes): Map<string, string> {
  const facts = new Map([
    ['title', title],
    ['reopened', String(reopened)],
  ]);
  for (const id of facilitators) facts.set(`led ${id}`, '');
  for (const { member } of present) facts.set(`present ${member}`, '');
  for (const id of seated) facts.set(`present ${id}`, '');
  for (const { item, parked } of open) facts.set(`open ${item}`, String(parked));
  for (const of of items) {
    const name = of.item ?? '';
    facts.set(`item ${name}`, of.title);
    facts.set(`remarks ${name}`, of.remarks);
    for (const { id } of of.plans) facts.set(`plan ${name} ${id}`, '');
    for (const { thread } of of.comments) facts.set(`comment ${name} ${thread}`, '');
    for (const { seq } of [...of.decisions, ...of.rounds]) facts.set(`entry ${seq}`, '');
    for (const task of of.tasks) facts.set(`task ${task.id}`, JSON.stringify(task));
  }
  return facts;
}
