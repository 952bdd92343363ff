import { readAgenda, readRemoved } from '../../shared/doc/agenda';
import { readTasks } from '../../shared/doc/tasks';
import { readThreads } from '../../shared/doc/threads';
import { digestOfMinutes, minutesOf, type Minutes } from '../../shared/domain/session/minutes';
import type { StoredCommand } from '../../shared/domain/session/commands';
import type { BoardRoom } from '../board/board-room';
import type { Storage } from '../storage/storage';

/** Minutes with the digest by which they are closed. */
export type DigestedMinutes = Minutes & { readonly digest: string };

/** The minutes of a workshop as they are now: runs while nothing of its room changes. */
export async function minutesNow(
  storage: Pick<Storage, 'attendance' | 'touched' | 'members'>,
  { board, document, record }: BoardRoom,
  session: string,
  commands: readonly StoredCommand[],
): Promise<DigestedMinutes> {
  const [attendance, touched, members] = await Promise.all([
    storage.attendance(session),
    storage.touched(session),
    storage.members(),
  ]);
  const walkIns = new Set(members.flatMap((member) => (member.session === session ? member.id : [])));
  const came = new Set(attendance.flatMap(({ member, what }) => (what === 'came' ? member : [])));
  const threads = readThreads(document.doc);
  const minutes = minutesOf({
    session,
    board: board.id,
    commands,
    entries: record.entries,
    agenda: readAgenda(document.doc, session),
    removed: readRemoved(document.doc, session),
    tasks: readTasks(document.doc),
    titles: new Map([...document.plans()].map(([id, { material }]) => [id, textOf(material['title'])])),
    threads: new Map(threads.map(({ id, plan }) => [id, plan])),
    present: [...came].map((member) => ({ member, walkIn: walkIns.has(member) })),
    touched,
  });
  return { ...minutes, digest: digestOfMinutes(minutes) };
}

/** Minutes that were kept as they were agreed. */
export function keptMinutes(text: string, digest: string): DigestedMinutes {
  return { ...(JSON.parse(text) as Minutes), digest };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
