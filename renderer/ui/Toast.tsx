import { useEffect } from 'react';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useT } from '../i18n';
import { Button, IconButton } from './Button';
import { cx } from './cx';
import { closeToast, useToasts, type ToastEntry } from './toasts';
import { useFiguresApart } from './pasted-figures';
import { useWordOnPictures } from './pictures';
import { useRoomForText } from './room-for-text';
import styles from './Feedback.module.css';

const LASTS = 5000;

/** Where toasts appear, those of a text without room for it and of a picture too; once in the app. */
export function Toasts() {
  const t = useT('common');
  const toasts = useToasts((state) => state.toasts);
  useRoomForText();
  useFiguresApart();
  useWordOnPictures();
  return (
    <section aria-label={t('notifications')} className={styles['toasts']} data-react-aria-top-layer="true">
      {toasts.map((toast) => (
        <Toast key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function Toast({ toast }: { toast: ToastEntry }) {
  const t = useT('common');
  const { id, tone, title, text, action } = toast;
  useEffect(() => {
    if (tone === 'error') return;
    const timer = setTimeout(() => closeToast(id), LASTS);
    return () => clearTimeout(timer);
  }, [id, tone]);
  const Icon = tone === 'error' ? CircleAlert : CircleCheck;
  return (
    <div
      role={tone === 'error' ? 'alert' : 'status'}
      className={cx(styles['toast'], tone === 'error' ? styles['toastError'] : styles['toastDone'])}
    >
      <Icon size={16} aria-hidden />
      <div className={styles['toastBody']}>
        <p className={styles['toastTitle']}>{title}</p>
        {text ? <p className={styles['toastText']}>{text}</p> : null}
        {action ? (
          <div className={styles['toastActions']}>
            <Button
              size="small"
              onPress={() => {
                closeToast(id);
                action.onAction();
              }}
            >
              {action.label}
            </Button>
          </div>
        ) : null}
      </div>
      <IconButton size="small" icon={<X size={14} />} label={t('dismiss')} onPress={() => closeToast(id)} />
    </div>
  );
}
