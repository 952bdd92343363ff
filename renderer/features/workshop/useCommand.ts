import { useState } from 'react';
import type { SessionView } from '../../../shared/domain/session/session';
import type { PersonCommand } from '../../../shared/domain/session/commands';
import { useWorkshopActions } from '../../client';
import { useWording } from '../../ui';

/** Does something in a workshop, one thing at a time; what fails is told. Answers whether it was done. */
export function useCommand(view: SessionView): {
  readonly isBusy: boolean;
  readonly run: (command: PersonCommand) => Promise<boolean>;
} {
  const workshops = useWorkshopActions();
  const wording = useWording();
  const [isBusy, setBusy] = useState(false);
  const run = async (command: PersonCommand) => {
    setBusy(true);
    const outcome = await workshops.command(view, command);
    setBusy(false);
    if (!outcome.ok) wording.tell(outcome.failure);
    return outcome.ok;
  };
  return { isBusy, run };
}

/** How whoever may does something in the workshop that is shown. */
export type Run = ReturnType<typeof useCommand>['run'];
