import { type Json, canonicalText } from './json';
import { type Material, PLAN_FIELDS } from './plan';

/** One material field that differs; an absent side means the field was or is empty. */
export interface FieldChange {
  readonly field: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** The fields in which two versions differ, known fields first and in the order of the form. */
export function fieldDiff(before: Material, after: Material): FieldChange[] {
  const known: readonly string[] = PLAN_FIELDS;
  const others = [...Object.keys(before), ...Object.keys(after)].filter((field) => !known.includes(field));
  return [...known, ...new Set(others.sort())].flatMap((field) => {
    const [was, is] = [own(before, field), own(after, field)];
    if (was === is || canonicalText(was ?? null) === canonicalText(is ?? null)) return [];
    return [
      { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ];
  });
}

/** A field may be called `constructor`; what every object inherits is no value of it. */
function own(material: Material, field: string): Json | undefined {
  return Object.hasOwn(material, field) ? material[field] : undefined;
}
