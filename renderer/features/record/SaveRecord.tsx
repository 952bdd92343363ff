import { Download } from 'lucide-react';
import { exportFile, useBoard, useHostClock, useRecordTools, useWorkspace } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Button, Menu, useSpeech, useWording } from '../../ui';
import { recordPage, type ExportedRecord } from './export/record-page';
import { sentencesOf } from './logic/lines';

/** The record as a page that checks itself, or as bare data. */
export function SaveRecord() {
  const t = useT('record');
  const { language } = useFormat();
  const wording = useWording();
  const hostNow = useHostClock();
  const speech = useSpeech();
  const boardId = useBoard((board) => board.boardId);
  const board = useBoard(({ entries }) => entries);
  const { workspaceEntries } = useRecordTools();
  const title = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.title ?? '');
  const members = useWorkspace((workspace) => workspace.members);

  const save = async (as: 'html' | 'json') => {
    const record: ExportedRecord = {
      format: 'handschlag-record-1',
      exportedAt: new Date(hostNow()).toISOString(),
      title: t('export.title', { title }),
      names: Object.fromEntries([...members].map(([id, { name }]) => [id, name])),
      workspace: workspaceEntries(),
      board,
    };
    const mime = as === 'html' ? 'text/html' : 'application/json';
    const text =
      as === 'html'
        ? recordPage(record, sentencesOf(speech, board), language, (key) => t(key))
        : JSON.stringify(record, null, 2);
    const content = new Blob([text], { type: mime });
    const outcome = await exportFile({ title: record.title, kind: as, content });
    if (!outcome.ok && outcome.failure.code !== 'cancelled') wording.tell(outcome.failure);
  };
  return (
    <Menu
      label={t('export.button')}
      trigger={
        <Button size="small" icon={<Download size={14} aria-hidden />}>
          {t('export.button')}
        </Button>
      }
      sections={[
        {
          id: 'as',
          items: [
            {
              id: 'html',
              label: t('export.html'),
              hint: t('export.htmlHint'),
              onAction: () => void save('html'),
            },
            {
              id: 'json',
              label: t('export.json'),
              hint: t('export.jsonHint'),
              onAction: () => void save('json'),
            },
          ],
        },
      ]}
    />
  );
}
