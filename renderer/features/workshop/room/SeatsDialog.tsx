import { useState } from 'react';
import { X } from 'lucide-react';
import type { SessionView } from '../../../../shared/domain/session/session';
import { plainName } from '../../../../shared/domain/text/typed-text';
import { useT } from '../../../i18n';
import { Button, Dialog, IconButton, TextField } from '../../../ui';
import type { Run } from '../useCommand';
import styles from '../workshop.module.css';

interface Props {
  readonly view: SessionView;
  readonly run: Run;
  readonly onClose: () => void;
}

/** People who are in the room without a device: they are in the minutes, by name ([SESSUI-13]). */
export function SeatsDialog({ view, run, onClose }: Props) {
  const t = useT('workshop');
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [added, setAdded] = useState(0);
  const add = async () => {
    const plain = plainName(name);
    if (plain === '' || isBusy) return;
    setBusy(true);
    if (await run({ type: 'seat', name: plain })) {
      setName('');
      // The field is a new one, which takes the focus: the next name is typed at once.
      setAdded(added + 1);
    }
    setBusy(false);
  };
  return (
    <Dialog size="small" title={t('seats.heading')} isOpen onClose={onClose}>
      <div className={styles['form']}>
        <p className={styles['quiet']}>{t('seats.lead')}</p>
        <form
          className={styles['newItem']}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <TextField
            key={added}
            label={t('seats.name')}
            value={name}
            onChange={setName}
            maxLength={100}
            autoFocus
          />
          <Button type="submit" isPending={isBusy} isDisabled={plainName(name) === ''}>
            {t('seats.add')}
          </Button>
        </form>
        <ul className={styles['lines']} aria-label={t('seats.list')}>
          {view.seated.map((person) => (
            <li key={person.id} className={styles['raised']}>
              <span className={styles['grow']}>{person.name}</span>
              <IconButton
                size="small"
                icon={<X size={13} />}
                label={t('seats.remove', { name: person.name })}
                onPress={() => void run({ type: 'unseat', person: person.id })}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
