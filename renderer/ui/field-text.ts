import { briefReadOut } from '../../shared/domain/brief';
import { isCivilDate } from '../../shared/domain/dates';
import type { Json } from '../../shared/domain/json';
import type { Material } from '../../shared/domain/plan';
import { listed, shown } from '../../shared/domain/text/typed-text';
import type { Format } from '../i18n';

/** A field of a recorded version as people read it, with marks in sight that would turn it around; '' when it is empty. */
export function fieldText(
  field: string,
  value: Json | undefined,
  material: Material,
  words: {
    readonly format: Format;
    readonly nameOf: (id: string) => string;
    readonly kindName: (kind: string) => string;
  },
): string {
  const { format, nameOf, kindName } = words;
  if (value === undefined || value === null) return '';
  if (field === 'brief') return shown(briefReadOut(value));
  if (Array.isArray(value))
    return listed(value.map((each: Json) => (typeof each === 'string' ? each : JSON.stringify(each))));
  if (typeof value === 'number') {
    const { currency } = material;
    return field === 'budgetMinor'
      ? format.money(value, typeof currency === 'string' ? currency : '')
      : format.number(value);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'ownerId') return nameOf(value);
  if (field === 'kind') return kindName(value);
  return isCivilDate(value) ? format.date(value) : shown(value);
}
