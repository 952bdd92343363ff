import { departmentOf, type Material } from '../../../../shared/domain/plan';
import type { Department } from '../../../../shared/domain/people';
import type { PlanStatus } from '../../../../shared/domain/status';

/**
 * Whether a plan opens as a document ([PLANUI-24]): for whoever may not change it, and while the other department's plan is
 * in review. What somebody is asked to decide about he reads, so that no stray key changes it.
 */
export function opensAsDocument(
  me: { readonly department: Department },
  canEdit: boolean,
  { material, status }: { readonly material: Material; readonly status: PlanStatus },
): boolean {
  return !canEdit || (status.state === 'in-review' && departmentOf(material['kind']) !== me.department);
}
