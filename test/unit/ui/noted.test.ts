import { describe, expect, it } from 'vitest';
import { stateWord } from '../../../renderer/ui/StatusBadge';
import { wordsOf } from '../../support/desktop/words';

describe('[PLANUI-23] how a plan stands', () => {
  it('is agreed where sales approves, and taken note of where marketing does', () => {
    const t = wordsOf('de', 'common');
    expect(stateWord(t, 'agreed', 'marketing')).toBe('Vereinbart');
    expect(stateWord(t, 'agreed', 'sales')).toBe('Zur Kenntnis genommen');
    expect(stateWord(t, 'changed-since-agreed', 'sales')).toBe('Seit Kenntnisnahme geändert');
    expect(stateWord(t, 'launched', 'sales')).toBe(stateWord(t, 'launched', 'marketing'));
  });
});
