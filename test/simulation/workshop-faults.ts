import { stateAfter, viewOf, type SessionState } from '../../shared/domain/session/session';
import type { Company } from './company';
import type { HostSide } from './host-side';
import type { Told } from './told';

interface Shown {
  readonly host: HostSide;
  readonly told: Told;
  readonly company: Company;
}

/** What was told of workshops and is not so on the host's disk: a view, the answer to a command, a refusal. */
export async function workshopFaults({ host, told, company }: Shown): Promise<string[]> {
  const storage = host.host?.workspace.storage;
  if (!storage) return [];
  const faults: string[] = [];
  for (const id of new Set([...told.views.keys(), ...told.commands.keys()])) {
    const rows = await storage.sessionCommands(id);
    const views = new Map(told.views.get(id));
    let state: SessionState | null = null;
    for (const row of rows) {
      state = stateAfter(state, row);
      const view = views.get(row.rev);
      views.delete(row.rev);
      const stored = view && state && viewOf({ id, board: company.board }, state, view);
      if (JSON.stringify(stored) !== JSON.stringify(view))
        faults.push(`view ${row.rev} of workshop ${id} was told and is otherwise`);
    }
    for (const rev of views.keys()) faults.push(`view ${rev} of workshop ${id} was told and is gone`);
    const byName = new Map(rows.map(({ cmd, rev }) => [cmd, rev]));
    for (const [cmd, fate] of told.commands.get(id) ?? []) {
      const rev = byName.get(cmd);
      if (fate === 'refused' && rev !== undefined)
        faults.push(`the refused command ${cmd} is in its workshop`);
      // What changes nothing is answered and not kept.
      const isThere = rev === undefined ? Number(fate) <= rows.length : rev === fate;
      if (typeof fate === 'number' && !isThere) faults.push(`command ${cmd} was answered and is not there`);
    }
  }
  return faults;
}
