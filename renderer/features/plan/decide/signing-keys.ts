import type { KeyboardEvent } from 'react';
import { isComposing } from '../../../ui';

/** Enter signs from a field of one line, with Ctrl or Cmd from one of several. */
export function signByKey(event: KeyboardEvent, onSign: () => void): void {
  if (isComposing(event) || event.key !== 'Enter' || event.repeat || event.defaultPrevented) return;
  const { target } = event;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  if (target instanceof HTMLTextAreaElement !== (event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  onSign();
}
