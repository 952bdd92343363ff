import { stageFragment } from '../../../shared/api/links';
import type { Output } from '../../../shared/ipc/contract';
import { desktop } from '../connection/desktop';

export type StageScreen = Output<'stageScreens'>[number];

/** The screens of this computer, where the app may choose among them: in a browser the person moves the window himself. */
export async function stageScreens(): Promise<readonly StageScreen[]> {
  return (await desktop()?.stageScreens()) ?? [];
}

/**
 * Opens the stage of a board in a window of its own.
 * @param screen one of {@link stageScreens}; none: another screen than this window's, where there is one
 */
export function openStage(board: string, screen?: number): void {
  const shell = desktop();
  if (shell) void shell.openStage(screen === undefined ? { board } : { board, screen });
  // Its name makes the second press come back to the window that is there.
  else window.open(stageFragment(board), `stage-${board}`);
}

/** Lets a stage fill the screen, or not any more. */
export function toggleFullScreen(): void {
  const shell = desktop();
  if (shell) void shell.fullScreen('toggle');
  else if (document.fullscreenElement) void document.exitFullscreen();
  // Refused where the browser fills no screen by a page's will: its own key does.
  else void document.documentElement.requestFullscreen().catch(() => undefined);
}

/** A browser leaves by itself. */
export function leaveFullScreen(): void {
  void desktop()?.fullScreen('leave');
}
