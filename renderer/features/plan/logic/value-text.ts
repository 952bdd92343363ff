import { isJsonObject, type Json, type JsonObject } from '../../../../shared/domain/json';
import { isCivilDate } from '../../../../shared/domain/dates';
import { briefText } from '../../../../shared/domain/brief';
import type { Format } from '../../../i18n';

/** Fields whose versions are compared word by word. */
const WORDY: ReadonlySet<string> = new Set(['title', 'goal', 'audience', 'message', 'brief']);

export function isWordy(field: string): boolean {
  return WORDY.has(field);
}

/** How one side of a comparison, or a snapshot, reads: the words of a field's value, '' when it is empty. */
export function valueText(
  field: string,
  value: Json | undefined,
  plan: JsonObject,
  speech: { readonly format: Format; readonly nameOf: (id: string) => string },
): string {
  const { format, nameOf } = speech;
  if (value === undefined || value === null) return '';
  if (field === 'brief') return briefText(withLinkAddresses(value));
  if (Array.isArray(value)) return value.map((each) => String(each)).join(', ');
  if (field === 'budgetMinor' && typeof value === 'number') {
    const { currency } = plan;
    return format.money(value, typeof currency === 'string' ? currency : '');
  }
  if (field === 'ownerId' && typeof value === 'string') return nameOf(value);
  if (isCivilDate(value)) return format.date(value);
  if (typeof value === 'number') return format.number(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Where a link leads is part of what is agreed, so it is read out beside the linked words. */
function withLinkAddresses(value: Json): Json {
  if (Array.isArray(value)) return value.map(withLinkAddresses);
  if (!isJsonObject(value)) return value;
  const { text, marks, children } = value;
  const link = isJsonObject(marks) ? marks['link'] : undefined;
  const href = isJsonObject(link) ? link['href'] : undefined;
  if (typeof text === 'string' && typeof href === 'string') return { ...value, text: `${text} (${href})` };
  return children === undefined ? value : { ...value, children: withLinkAddresses(children) };
}
