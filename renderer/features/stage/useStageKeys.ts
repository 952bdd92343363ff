import { useEffect } from 'react';
import { leaveFullScreen, toggleFullScreen } from '../../client';
import { changeSettings, STAGE_SIZES, useSettings } from '../../state/settings';
import { isComposing } from '../../ui';

/** Keys of a stage: F fills the screen, Escape leaves that, + and - make everything larger and smaller. */
export function useStageKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const deed = DEEDS[event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

const DEEDS: Readonly<Record<string, () => void>> = {
  f: toggleFullScreen,
  F: toggleFullScreen,
  Escape: leaveFullScreen,
  '+': () => resize(1),
  '-': () => resize(-1),
};

function resize(by: 1 | -1): void {
  const wanted = useSettings.getState().stageSize + by;
  const stageSize = STAGE_SIZES.find((size) => size === wanted);
  if (stageSize) changeSettings({ stageSize });
}
