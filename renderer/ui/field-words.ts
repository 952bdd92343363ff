import type { Json } from '../../shared/domain/json';
import type { Material } from '../../shared/domain/plan';
import { useFormat, useT } from '../i18n';
import { memberName, useWorkspace } from '../client';
import { fieldText } from './field-text';

/** Names of a plan's fields, and their values, as people read them. */
export function useFieldWords(): {
  readonly name: (field: string) => string;
  /** '' when it is empty. `plan` is what it is a field of. */
  readonly text: (field: string, value: Json | undefined, plan: Material) => string;
} {
  const common = useT('common');
  const format = useFormat();
  const members = useWorkspace((workspace) => workspace.members);
  const speech = {
    format,
    nameOf: (id: string) => memberName(members, id),
    kindName: (kind: string) =>
      common.has(`kind.${kind}` as 'kind.campaign') ? common(`kind.${kind}` as 'kind.campaign') : kind,
  };
  return {
    name: (field) => {
      const key = `field.${field}` as 'field.title';
      return common.has(key) ? common(key) : common('otherField', { field });
    },
    text: (field, value, plan) => fieldText(field, value, plan, speech),
  };
}
