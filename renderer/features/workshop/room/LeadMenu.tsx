import { useState } from 'react';
import { Ellipsis } from 'lucide-react';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import type { SessionView } from '../../../../shared/domain/session/session';
import { useBoard } from '../../../client';
import { useT } from '../../../i18n';
import { Dialog, DialogActions, IconButton, Menu, RadioGroup, useNamesApart } from '../../../ui';
import type { Run } from '../useCommand';
import { useOthersToLead } from '../useMe';
import { SeatsDialog } from './SeatsDialog';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  readonly item: AgendaItem | null;
  readonly run: Run;
  readonly onNewcomers: () => void;
}

/** What whoever leads needs now and then. */
export function LeadMenu({ view, run, onNewcomers }: Props) {
  const t = useT('workshop');
  const [open, setOpen] = useState<'handOver' | 'seats' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={t('room.more')}
        trigger={<IconButton size="small" icon={<Ellipsis size={16} />} label={t('room.more')} />}
        sections={[
          {
            id: 'lead',
            items: [
              { id: 'newcomers', label: t('room.newcomers'), onAction: onNewcomers },
              {
                id: 'gather',
                label: t('room.gather'),
                isDisabled: view.focus.gather !== 0,
                onAction: () => void run({ type: 'gather' }),
              },
              {
                id: 'hold',
                label: t(view.held ? 'room.goOn' : 'room.hold'),
                onAction: () => void run({ type: 'hold', on: !view.held }),
              },
              { id: 'seats', label: t('seats.open'), onAction: () => setOpen('seats') },
              { id: 'handOver', label: t('room.handOver'), onAction: () => setOpen('handOver') },
            ],
          },
        ]}
      />
      {open === 'handOver' ? <HandOverDialog view={view} run={run} onClose={close} /> : null}
      {open === 'seats' ? <SeatsDialog view={view} run={run} onClose={close} /> : null}
    </>
  );
}

/** Hands the lead over to somebody who is there. */
function HandOverDialog({ view, run, onClose }: Pick<Props, 'view' | 'run'> & { onClose: () => void }) {
  const t = useT('workshop');
  const nameApart = useNamesApart();
  const people = useBoard((board) => board.people);
  const here = new Set(people.map(({ memberId }) => memberId));
  const able = useOthersToLead(view.board).filter(({ id }) => here.has(id));
  const [to, setTo] = useState<string | null>(null);
  return (
    <Dialog
      size="small"
      title={t('room.handOver')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <DialogActions
            onCancel={onClose}
            label={t('room.handOver')}
            onPress={() => {
              if (to !== null) void run({ type: 'handOver', to }).then((isDone) => isDone && onClose());
            }}
            isDisabled={to === null}
          />
        </>
      }
    >
      {able.length === 0 ? (
        <p className={styles['quiet']}>{t('room.handOverNobody')}</p>
      ) : (
        <RadioGroup
          label={t('room.handOverTo')}
          options={able.map((member) => ({ id: member.id, label: nameApart(member) }))}
          value={to}
          onChange={setTo}
        />
      )}
    </Dialog>
  );
}
