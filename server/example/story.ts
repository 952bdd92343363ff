import type * as Y from 'yjs';
import type { Mention } from '../../shared/domain/text/mentions';
import { briefFromText } from '../../shared/doc/brief-writer';
import {
  addComment,
  addThread,
  createPlan,
  setField,
  setResolved,
  together,
} from '../../shared/doc/commands';
import { ExampleClient, id, type PlayedDevice } from './client';
import { PLAN_LIST, type ListedPlan } from './plan-list';

/** Who can be played in the example. */
export interface Cast {
  readonly marketing: PlayedDevice;
  readonly sales: PlayedDevice;
}

/**
 * Tells the example's story on an empty host, as people would: through the gate, signed, in the language of
 * the sample list. Whoever opens it finds plans in every state.
 */
export async function tellStory(url: string, ownerSecret: string): Promise<Cast> {
  const maren = await ExampleClient.join(url, {
    invite: ownerSecret,
    name: 'Maren Vogt',
    department: 'marketing',
    company: 'Brenner Wärmetechnik',
  });
  await maren.ask('PATCH', `/api/members/${maren.memberId}`, { approver: true });
  const jonas = await invited(url, maren, 'Jonas Keller', true);
  const aylin = await invited(url, maren, 'Aylin Demir', false);
  const board = String((await maren.ask('POST', '/api/boards', { title: 'Wärmepumpe 2027' }))['id']);

  await maren.open(board);
  const plans = postPlans(maren.doc, maren.memberId);
  await maren.saved();
  await Promise.all([jonas.open(board), aylin.open(board)]);
  discuss(plans, maren, jonas, aylin);
  await Promise.all([maren.saved(), jonas.saved(), aylin.saved()]);
  await decide(board, plans, maren, jonas);
  setField(maren.doc, plans('Mailing'), 'budgetMinor', 1_490_000);
  await maren.saved();

  for (const person of [maren, jonas, aylin]) person.close();
  return { marketing: maren.device, sales: jonas.device };
}

/** Finds a plan's ID by the beginning of its title. */
type Plans = (title: string) => string;

async function invited(
  url: string,
  owner: ExampleClient,
  name: string,
  approver: boolean,
): Promise<ExampleClient> {
  const { link } = await owner.ask('POST', '/api/invites', { role: 'member', department: 'sales', approver });
  const invite = String(link).split('#invite=')[1] ?? '';
  return ExampleClient.join(url, { invite, name, department: 'sales' });
}

function postPlans(doc: Y.Doc, ownerId: string): Plans {
  const ids = new Map(PLAN_LIST.map((plan) => [plan.title, id()]));
  together(doc, () => {
    for (const plan of PLAN_LIST) post(doc, ids.get(plan.title) ?? id(), ownerId, plan);
  });
  return (title) => [...ids].find(([each]) => each.startsWith(title))?.[1] ?? '';
}

function post(doc: Y.Doc, planId: string, ownerId: string, plan: ListedPlan): void {
  const { channels, regions, team, note, ...fields } = plan;
  createPlan(doc, {
    id: planId,
    kind: 'campaign',
    ownerId,
    fields: { ...fields, currency: 'EUR' },
    sets: { channels, regions, tags: [team] },
    ...(note ? { brief: briefFromText(note) } : {}),
  });
}

function discuss(plans: Plans, maren: ExampleClient, jonas: ExampleClient, aylin: ExampleClient): void {
  const radio = thread(aylin, plans('Radiokampagne Süd'), {
    field: 'expectedEnquiries',
    text: '410 Anfragen in vier Wochen schaffen wir im Innendienst nur, wenn die Hotline mitzieht. Lässt sich der Start strecken?',
    mentions: [maren.memberId],
  });
  thread(jonas, plans('Herbstaktion'), {
    field: 'start',
    text: 'Überschneidet sich mit der Radiowelle 2. Eine Woche früher wäre uns lieber.',
    mentions: [maren.memberId],
  });
  const builders = thread(jonas, plans('Frühjahrsaktion'), {
    text: 'Bis 15.03. ist der Händler-Umbau, vorher bitte keine Anrufe.',
    mentions: [],
  });
  reply(maren, builders, 'Danke, steht jetzt im Briefing.', [jonas.memberId]);
  setResolved(maren.doc, builders, true);
  reply(maren, radio, 'Ich frage die Agentur nach einer Staffelung.', [aylin.memberId]);
}

/** A plan in every state: launched, agreed, agreed and about to change, sent back, waiting. */
async function decide(
  board: string,
  plans: Plans,
  maren: ExampleClient,
  jonas: ExampleClient,
): Promise<void> {
  const promise = { ownerId: jonas.memberId, days: 2, callShare: 0.6, capacityPerWeek: 40 };
  const submit = (title: string) => maren.state(board, plans(title), { kind: 'plan-submitted' });
  const approve = (title: string, note?: string) =>
    jonas.state(board, plans(title), {
      kind: 'decision',
      verdict: 'approve',
      promise,
      ...(note ? { note } : {}),
    });

  await maren.state(board, plans('Frühjahrsaktion'), {
    kind: 'plan-submitted',
    returnPromise: [
      { what: 'presentation', text: 'Präsentation K8 für Fachhändler', dueOn: '2027-02-15' },
      { what: 'customer-letter', text: 'Anschreiben an Altkunden', dueOn: '2027-02-22' },
    ],
  });
  await approve('Frühjahrsaktion', 'Passt. Anrufe ab 16.03.');
  await maren.state(board, plans('Frühjahrsaktion'), { kind: 'launched' });
  await submit('Messe ISH');
  await approve('Messe ISH');
  await submit('Mailing');
  await approve('Mailing');
  await submit('Radiokampagne Süd');
  await jonas.state(board, plans('Radiokampagne Süd'), {
    kind: 'decision',
    verdict: 'request-changes',
    note: 'Bitte über sechs Wochen strecken, sonst bleiben Anfragen liegen.',
  });
  await submit('Webinarreihe');
  await submit('Herbstaktion');
}

function thread(
  by: ExampleClient,
  plan: string,
  first: { field?: string; text: string; mentions: readonly string[] },
): string {
  const { field, text, mentions } = first;
  const threadId = id();
  const comment = { id: id(), text, mentions: mentions.map(named), at: new Date().toISOString() };
  addThread(by.doc, { id: threadId, plan, ...(field ? { field } : {}) }, comment);
  return threadId;
}

function reply(by: ExampleClient, threadId: string, text: string, mentions: readonly string[]): void {
  addComment(by.doc, threadId, {
    id: id(),
    text,
    mentions: mentions.map(named),
    at: new Date().toISOString(),
  });
}

/** Somebody who is meant without standing in the text. */
function named(memberId: string): Mention {
  return { memberId, place: null };
}
