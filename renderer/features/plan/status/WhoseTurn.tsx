import { useState } from 'react';
import { mayRemind } from '../../../../shared/domain/reminders';
import { turnOf } from '../../../../shared/domain/turn';
import { useAround, useBoard, useWorkspaceActions } from '../../../client';
import { useT } from '../../../i18n';
import { Button, showToast, useTurnWords, useWording } from '../../../ui';
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
  return (
    <div className={styles['turn']}>
      <p>{words}</p>
      {others && mayRemind(me, row.status, turn) === null ? (
        <Button size="small" isPending={isBusy} onPress={() => void send()}>
          {t('remind')}
        </Button>
      ) : null}
    </div>
  );
}
