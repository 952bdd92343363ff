import { useEffect, useState } from 'react';
import { X } from 'lucide-react';
import type { AgendaTemplate } from '../../../../shared/api/sessions';
import type { AgendaItem } from '../../../../shared/domain/session/minutes';
import { plainName } from '../../../../shared/domain/text/typed-text';
import { useWorkshopActions } from '../../../client';
import { useT } from '../../../i18n';
import { Dialog, DialogActions, IconButton, showToast, TextField, useWording } from '../../../ui';
import styles from '../workshop.module.css';

/** One's own templates; none until the host has answered. `again` asks anew. */
export function useTemplates(): {
  readonly templates: readonly AgendaTemplate[];
  readonly again: () => void;
} {
  const workshops = useWorkshopActions();
  const [templates, setTemplates] = useState<readonly AgendaTemplate[]>([]);
  const [asked, setAsked] = useState(1);
  useEffect(() => {
    let isGone = false;
    void workshops.templates().then((answer) => {
      if (answer.ok && !isGone) setTemplates(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [workshops, asked]);
  return { templates, again: () => setAsked((times) => times + 1) };
}

/** Keeps an agenda for later workshops, and does away with what was kept ([SESSUI-17]). */
export function TemplateDialog({ items, onClose }: { items: readonly AgendaItem[]; onClose: () => void }) {
  const t = useT('workshop');
  const workshops = useWorkshopActions();
  const wording = useWording();
  const { templates, again } = useTemplates();
  const [title, setTitle] = useState('');
  const [isBusy, setBusy] = useState(false);
  const name = plainName(title);
  const keep = async () => {
    setBusy(true);
    const kept = items.map((item) => ({ title: item.title, minutes: item.minutes }));
    const outcome = await workshops.keepTemplate({ title: name, items: kept });
    setBusy(false);
    if (!outcome.ok) return wording.tell(outcome.failure);
    showToast({ tone: 'done', title: t('ownTemplate.kept', { title: name }) });
    onClose();
  };
  const end = async (id: string) => {
    const outcome = await workshops.endTemplate(id);
    if (!outcome.ok) wording.tell(outcome.failure);
    again();
  };
  const isKnown = templates.some((each) => each.title === name);
  return (
    <Dialog
      size="small"
      title={t('ownTemplate.heading')}
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      actions={
        <DialogActions
          onCancel={onClose}
          label={t(isKnown ? 'ownTemplate.replace' : 'ownTemplate.keep')}
          onPress={() => void keep()}
          isBusy={isBusy}
          isDisabled={name === ''}
        />
      }
    >
      <div className={styles['form']}>
        <p className={styles['quiet']}>{t('ownTemplate.lead')}</p>
        <TextField
          label={t('ownTemplate.name')}
          value={title}
          onChange={setTitle}
          maxLength={100}
          autoFocus
        />
        {templates.length === 0 ? null : (
          <ul className={styles['lines']} aria-label={t('ownTemplate.list')}>
            {templates.map((template) => (
              <li key={template.id} className={styles['raised']}>
                <span className={styles['grow']}>{template.title}</span>
                <IconButton
                  size="small"
                  icon={<X size={13} />}
                  label={t('ownTemplate.end', { title: template.title })}
                  onPress={() => void end(template.id)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
