import { briefText } from '../domain/brief';
import { stateOfItem } from '../domain/calendar/calendar';
import type { CivilDate } from '../domain/dates';
import type { ExportContext, ExportItem } from './context';
import { labelsOf, type ExportLabels } from './labels';
import { kindOf, listText, minorDigits, numberOf, remarkOf, textOf } from './values';

/** What stands in a table's cell: a text, a civil date, or a number in so many decimals, in units of the last of them. */
export type Cell =
  | string
  | { readonly date: CivilDate }
  | { readonly units: number; readonly decimals: number };

type Column = keyof ExportLabels['columns'];

/** What a plan says, column by column, before its promises. */
const FACTS = [
  ['title', ({ material }) => textOf(material['title'])],
  ['kind', ({ material }, ctx) => labelsOf(ctx.lang).kinds[kindOf(material['kind'])]],
  ['state', (item, ctx) => labelsOf(ctx.lang).states[stateOfItem(item)]],
  ['agreed', ({ agreed }, ctx) => labelsOf(ctx.lang)[agreed ? 'yes' : 'no']],
  ['start', ({ start }) => ({ date: start })],
  ['end', ({ end }) => ({ date: end })],
  ['goal', ({ material }) => textOf(material['goal'])],
  ['audience', ({ material }) => textOf(material['audience'])],
  ['message', ({ material }) => textOf(material['message'])],
  ['channels', ({ material }) => listText(material['channels'])],
  ['regions', ({ material }) => listText(material['regions'])],
  ['budget', budgetCell],
  ['currency', (item) => (budgetCell(item) === '' ? '' : textOf(item.material['currency']))],
  ['expectedEnquiries', enquiriesCell],
  ['owner', ({ material }, ctx) => memberCell(material['ownerId'], ctx)],
] as const satisfies readonly Described[];

/** What a reader needs beside a plan, after its promises. The last ones tell rows apart. */
const NOTES = [
  ['remark', (item, ctx) => remarkOf(item, ctx)],
  ['brief', ({ material }) => briefText(material['brief'])],
  ['board', ({ board }) => board.title],
  ['plan', ({ planId }) => planId],
] as const satisfies readonly Described[];

type Described = readonly [Column, (item: ExportItem, ctx: ExportContext) => Cell];

/** The columns of a calendar as a table, with others between what a plan says and what is noted beside it. */
export function tableOf(between: readonly Described[] = []): readonly Described[] {
  return [...FACTS, ...between, ...NOTES];
}

function budgetCell({ material }: ExportItem): Cell {
  const minor = numberOf(material['budgetMinor']);
  return minor === null
    ? ''
    : { units: Math.round(minor), decimals: minorDigits(textOf(material['currency'])) };
}

function enquiriesCell({ material }: ExportItem): Cell {
  const enquiries = numberOf(material['expectedEnquiries']);
  return enquiries === null ? '' : { units: enquiries, decimals: 0 };
}

function memberCell(id: unknown, ctx: ExportContext): string {
  return typeof id === 'string' && id !== '' ? ctx.memberName(id) : '';
}
