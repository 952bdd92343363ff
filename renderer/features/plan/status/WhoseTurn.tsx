import { useId, useRef, useState } from 'react';
import { mayRemind } from '../../../../shared/domain/turn/reminders';
import { turnOf } from '../../../../shared/domain/turn/turn';
import { useAround, useBoard, useWorkspace, useWorkspaceActions } from '../../../client';
import { useT } from '../../../i18n';
import { Button, showToast, useFocusKept, useTurnWords, useWording } from '../../../ui';
import { useMember, usePlan } from '../plan-context';
import styles from './status.module.css';

/** Whose turn it is, who is away and what is missing; and a reminder for whoever waits ([TURN-4]). */
export function WhoseTurn() {
  const t = useT('turn');
  const { row } = usePlan();
  const boardId = useBoard((board) => board.boardId);
  const me = useMember();
  const wording = useWording();
  const words = useTurnWords(boardId)(row, 'full');
  const around = useAround(boardId);
  const { remind } = useWorkspaceActions();
  const [isBusy, setBusy] = useState(false);
  const reminded = useWorkspace(({ boards }) => boards.find(({ id }) => id === boardId)?.reminded);
  const why = useId();
  const block = useRef<HTMLDivElement>(null);
  useFocusKept(block);
  if (words === '') return null;
  const send = async () => {
    setBusy(true);
    const outcome = await remind(boardId, row.id);
    setBusy(false);
    if (outcome.ok) showToast({ tone: 'done', title: t('reminded') });
    else wording.tell(outcome.failure);
  };
  const turn = turnOf(row.status, row.material, around);
  const others = turn?.who.some(({ member }) => member !== me.id) ?? false;
  const canRemind = others && mayRemind(me, row.status, turn) === null;
  const { hash = '' } = row.status.submission ?? {};
  const isReminded = reminded?.on === around.today && reminded.submissions.includes(hash);
  return (
    <div ref={block} tabIndex={-1} className={styles['turn']}>
      <p>{words}</p>
      {canRemind ? (
        <Button
          size="small"
          isPending={isBusy}
          isDisabled={isReminded}
          {...(isReminded ? { 'aria-describedby': why } : {})}
          onPress={() => void send()}
        >
          {t('remind')}
        </Button>
      ) : null}
      {canRemind && isReminded ? (
        <p id={why} className={styles['why']}>
          {t('remindedToday')}
        </p>
      ) : null}
    </div>
  );
}
