import { describe, expect, test } from 'vitest';
import { unguardedKeys } from '../../../scripts/checks/key-handlers.mjs';

describe('[UI-41] keys are handled through the guard against compositions', () => {
  test.each([
    ['<p onKeyDown={(e) => go(e)} />', 1],
    ['<p onKeyDown={(e) => { if (isComposing(e)) return; go(e); }} />', 0],
    ['<p onKeyDown={(e) => { go(e); if (isComposing(e)) return; }} />', 1],
    ['const go = (e) => 1; <p onKeyDown={go} />', 1],
    ['const go = (e) => { if (isComposing(e)) return; go(e); }; <p onKeyDown={go} />', 0],
    ['const go = useCallback((e) => { if (isComposing(e)) return; }, []); <p onKeyUp={go} />', 0],
    ['const go = useCallback((e) => 1, []); <p onKeyUp={go} />', 1],
    ['<p onKeyDown={imported} />', 1],
    ['<p onKeyDown={props.onKeyDown} />', 0],
    ['const { onKeyDown } = useKeys(); <p onKeyDown={onKeyDown} />', 0],
    ['const onKeyDown = (e) => 1; const a = { onKeyDown };', 1],
    ['const a = { props: { handleKeyDown: (view, e) => true } };', 1],
    ['const a = { props: { handleKeyDown(view, e) { return true; } } };', 1],
    ["window.addEventListener('keydown', (e) => 1);", 1],
    ["window.addEventListener('keydown', go); function go(e) { if (isComposing(e)) return; }", 0],
    ["window.addEventListener('keydown', go); function go(e) { act(e); }", 1],
    ["window.addEventListener('click', (e) => 1);", 0],
  ])('%s', (source, count) => {
    expect(unguardedKeys('a.tsx', source)).toHaveLength(count);
  });
});
