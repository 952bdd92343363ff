import { describe, expect, test } from 'vitest';
import { unguardedKeys } from '../../../scripts/checks/key-handlers.mjs';

describe('[UI-41] keys are handled through the guard against compositions', () => {
  test.each([
    ['<p onKeyDown={(e) => go(e)} />', 1],
    ['<p onKeyDown={unlessComposing((e) => go(e))} />', 0],
    ['const go = (e) => 1; <p onKeyDown={go} />', 1],
    ['const go = unlessComposing((e) => 1); <p onKeyDown={go} />', 0],
    ['const go = useCallback(unlessComposing((e) => 1), []); <p onKeyUp={go} />', 0],
    ['const go = useCallback((e) => 1, []); <p onKeyUp={go} />', 1],
    ['<p onKeyDown={imported} />', 1],
    ['<p onKeyDown={props.onKeyDown} />', 0],
    ['const { onKeyDown } = useKeys(); <p onKeyDown={onKeyDown} />', 0],
    ['const onKeyDown = (e) => 1; const a = { onKeyDown };', 1],
    ['const a = { props: { handleKeyDown: (view, e) => true } };', 1],
    ['const a = { props: { handleKeyDown(view, e) { return true; } } };', 1],
    ["window.addEventListener('keydown', (e) => 1);", 1],
    ["window.addEventListener('keydown', unlessComposing((e) => 1));", 0],
    ["window.addEventListener('click', (e) => 1);", 0],
  ])('%s', (source, count) => {
    expect(unguardedKeys('a.tsx', source)).toHaveLength(count);
  });
});
