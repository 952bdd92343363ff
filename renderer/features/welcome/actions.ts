import { readPlanLink } from '../../../shared/api/links';
import { plainName } from '../../../shared/domain/text/typed-text';
import { desktopErrorCode } from '../../../shared/ipc/errors';
import {
  discardExample,
  join,
  recover,
  recoverAt,
  startExample,
  type Failure,
  type Outcome,
} from '../../client';
import { changeForm, useForm, type WelcomeForm } from './form';

/** Joins by the link the window was opened with. */
export function joinBySecret(secret: string, needsCompany: boolean): Promise<void> {
  const { name, department, company } = useForm.getState();
  const approver = needsCompany && decidesForDepartment();
  const isComplete = plainName(name) !== '' && (!needsCompany || plainName(company) !== '');
  return run(needsCompany ? 'create' : 'join', isComplete, () =>
    join({
      secret,
      name: plainName(name),
      department,
      ...(needsCompany ? { company: plainName(company) } : {}),
      ...(approver ? { approver } : {}),
    }),
  );
}

/** Joins by a pasted link; one to a plan leads there, where one is in already. */
export function joinByLink(): Promise<void> {
  const { name, department, link } = useForm.getState();
  if (readPlanLink(link)) return run('join', true, () => openPlan(link));
  return run('join', plainName(name) !== '' && link.trim() !== '', () =>
    join({ link: link.trim(), name: plainName(name), department }),
  );
}

async function openPlan(link: string): Promise<Outcome<unknown>> {
  const { desktop } = window;
  if (desktop) return ofDesktop(desktop.openPlanLink({ link }));
  location.assign(link.trim());
  return { ok: true, value: undefined };
}

/** Comes back with the code that was typed, and clears a code that was used from the form. */
export function recoverHere(): Promise<void> {
  const { code } = useForm.getState();
  return run('recover', code.trim() !== '', async () => {
    const outcome = await recover(code);
    if (outcome.ok) changeForm({ code: '' });
    return outcome;
  });
}

/** Has the desktop open a window on the host, where the code is then asked for. */
export function findHost(): Promise<void> {
  const { address } = useForm.getState();
  return run('recover', address.trim() !== '', () => recoverAt(address.trim()));
}

/** Has the desktop start a host for a new workspace; its window then joins by itself. */
export function createOnDesktop(): Promise<void> {
  const { name, department, company } = useForm.getState();
  return run('create', plainName(name) !== '' && plainName(company) !== '', () =>
    ofDesktop(
      window.desktop?.createWorkspace({
        name: plainName(name),
        department,
        company: plainName(company),
        approver: decidesForDepartment(),
      }),
    ),
  );
}

/** Plans are decided by marketing and sales alone. */
function decidesForDepartment(): boolean {
  const { department, approver } = useForm.getState();
  return department !== 'other' && approver === 'yes';
}

/** Has the desktop ask for a backup and make a workspace of it on this computer. */
export function openBackup(): Promise<void> {
  const { comesAs, name, department } = useForm.getState();
  const input = comesAs === 'owner' ? { as: comesAs, name: plainName(name), department } : { as: comesAs };
  return run('backup', comesAs === 'code' || plainName(name) !== '', () =>
    ofDesktop(window.desktop?.openBackup(input)),
  );
}

/** Tells the desktop app the new address of a workspace; the app then starts again. */
export function followMoved(): Promise<void> {
  const { moved, address } = useForm.getState();
  return run('moved', moved !== null && address.trim() !== '', () =>
    ofDesktop(window.desktop?.moveWorkspace({ id: moved?.id ?? '', address: address.trim() })),
  );
}

export function openExample(): Promise<void> {
  return run('example', true, startExample);
}

export function throwExampleAway(): Promise<void> {
  return run('discard', true, discardExample);
}

export function openKnown(id: string): Promise<void> {
  return run('join', true, () => ofDesktop(window.desktop?.openWorkspace({ id })));
}

async function run(
  busy: WelcomeForm['busy'],
  isComplete: boolean,
  work: () => Promise<Outcome<unknown>>,
): Promise<void> {
  changeForm({ isTried: true, failure: null });
  if (!isComplete || useForm.getState().busy !== null) return;
  changeForm({ busy });
  const outcome = await work();
  changeForm({ busy: null, failure: outcome.ok ? null : outcome.failure });
}

async function ofDesktop(call: Promise<unknown> | undefined): Promise<Outcome<unknown>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    const failure: Failure = { code: desktopErrorCode(error) };
    return { ok: false, failure };
  }
}
