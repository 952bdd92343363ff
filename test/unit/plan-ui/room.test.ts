import { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, it, vi } from 'vitest';
import { BRIEF_LIMIT } from '../../../shared/domain/validate';
import { roomInBrief } from '../../../renderer/features/plan/brief/binding';
import { BRIEF_SCHEMA } from '../../../renderer/features/plan/brief/schema';

const stateWith = (text: string, full: () => void) =>
  EditorState.create({
    doc: BRIEF_SCHEMA.node('doc', null, [
      BRIEF_SCHEMA.node('paragraph', null, text === '' ? [] : [BRIEF_SCHEMA.text(text)]),
    ]),
    plugins: [roomInBrief(full)],
  });

it('[PLANUI-15] takes what is pasted into a brief while there is room, and says so when there is none', () => {
  const full = vi.fn<() => void>();
  const empty = stateWith('', full);
  const some = empty.apply(empty.tr.insertText('x'.repeat(BRIEF_LIMIT - 10), 1));
  expect(some.doc.textContent.length).toBe(BRIEF_LIMIT - 10);
  expect(full).not.toHaveBeenCalled();
  const same = some.apply(some.tr.insertText('a whole file', 1));
  expect(same.doc.eq(some.doc)).toBe(true);
  expect(full).toHaveBeenCalledOnce();
});

it('[PLANUI-15] shows what others have made too long, and lets it be shortened', () => {
  const full = vi.fn<() => void>();
  const empty = stateWith('', full);
  const told = empty.tr.insertText('x'.repeat(BRIEF_LIMIT * 2), 1).setMeta(ySyncPluginKey, {});
  const long = empty.apply(told);
  expect(long.doc.textContent.length).toBe(BRIEF_LIMIT * 2);
  const shorter = long.apply(long.tr.delete(1, 1000));
  expect(shorter.doc.textContent.length).toBe(BRIEF_LIMIT * 2 - 999);
  expect(full).not.toHaveBeenCalled();
});
