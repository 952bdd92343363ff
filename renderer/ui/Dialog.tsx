import { useEffect, useRef, useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useT } from '../i18n';
import { Button, IconButton } from './Button';
import { isComposing } from './composing';
import { cx } from './cx';
import { FOCUSABLE, useFocusKept } from './focus-kept';
import { OVERLAYS } from './use-keys';
import styles from './Overlay.module.css';

export interface DialogProps {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** `alertdialog` for questions that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly size?: 'small' | 'medium' | 'large';
  /** Buttons at the foot, the primary one last. */
  readonly actions?: ReactNode;
  /** While work is under way: neither Escape nor a click beside it closes. */
  readonly isBusy?: boolean;
  readonly children?: ReactNode;
}

/**
 * Something that has to be answered or closed first. Escape closes it, and the focus returns to where it was. A click beside
 * it does, too, unless something was typed in it: that went by a slip of the hand.
 */
export function Dialog({ isOpen, onClose, size = 'medium', role = 'dialog', ...props }: DialogProps) {
  const isBusy = props.isBusy ?? false;
  const [isTyped, setTyped] = useState(false);
  if (isTyped && !isOpen) setTyped(false);
  useReturnOfFocus(isOpen);
  return (
    <ModalOverlay
      className={styles['scrim'] ?? ''}
      data-scrim
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === 'dialog' && !isBusy}
      shouldCloseOnInteractOutside={() => !isTyped}
      isKeyboardDismissDisabled={isBusy}
    >
      <Modal className={cx(styles['modal'], styles[size])}>
        <Content {...props} {...{ onClose, role, isBusy, isTyped }} onTyped={() => setTyped(true)} />
      </Modal>
    </ModalOverlay>
  );
}

interface ContentProps extends Omit<DialogProps, 'isOpen' | 'size'> {
  readonly isTyped: boolean;
  readonly onTyped: () => void;
}

/** What is in the dialog, while it is open. A press may make its own button go, and keys still have to reach the dialog. */
function Content({ isTyped, onTyped, ...props }: ContentProps) {
  const { title, onClose, role = 'dialog', actions, isBusy = false, children } = props;
  const t = useT('common');
  const content = useRef<HTMLElement>(null);
  useFocusKept(content, true);
  return (
    <AriaDialog ref={content} role={role} className={styles['dialog'] ?? ''}>
      <header className={styles['dialogTop']}>
        <Heading slot="title" level={2} className={styles['dialogTitle'] ?? ''}>
          {title}
        </Heading>
        <IconButton icon={<X size={16} />} label={t('close')} onPress={onClose} isDisabled={isBusy} />
      </header>
      <DialogBody onTyped={onTyped} {...(isTyped ? { onLeave: () => content.current?.focus() } : {})}>
        {children}
      </DialogBody>
      {actions ? <footer className={styles['dialogFoot']}>{actions}</footer> : null}
    </AriaDialog>
  );
}

export interface DialogActionsProps {
  readonly onCancel: () => void;
  /** What the main button does, in words. */
  readonly label: string;
  readonly variant?: 'primary' | 'danger';
  readonly onPress?: () => void;
  /** The dialog's form that the main button sends, in the place of `onPress`. */
  readonly form?: string;
  /** While what was pressed is under way nothing else can be. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
}

/** The foot of most dialogs: out of it without doing anything, or do it. */
export function DialogActions({
  onCancel,
  label,
  variant = 'primary',
  form,
  isBusy = false,
  ...pressed
}: DialogActionsProps) {
  const t = useT('common');
  return (
    <>
      <Button onPress={onCancel} isDisabled={isBusy}>
        {t('cancel')}
      </Button>
      <Button
        variant={variant}
        {...(form === undefined ? {} : { type: 'submit', form })}
        isPending={isBusy}
        {...pressed}
      >
        {label}
      </Button>
    </>
  );
}

interface BodyProps {
  readonly children: ReactNode;
  readonly onTyped: () => void;
  /** Once something was typed, Escape leaves a text of several lines first: it is not gone by one key. */
  readonly onLeave?: () => void;
}

/** What a dialog says. Where it is higher than its room and nothing in it takes the focus, it does: arrow keys scroll it then. */
function DialogBody({ children, onTyped, onLeave }: BodyProps) {
  const t = useT('common');
  const body = useRef<HTMLDivElement>(null);
  const [isStop, setStop] = useState(false);
  useEffect(() => {
    const { current } = body;
    if (!current) return;
    const look = () => {
      const inside = [...current.querySelectorAll<HTMLElement>(FOCUSABLE)];
      setStop(
        current.scrollHeight > current.clientHeight && !inside.some((element) => element.tabIndex >= 0),
      );
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(current);
    const contents = new MutationObserver(look);
    contents.observe(current, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, []);
  return (
    <div
      ref={body}
      className={styles['dialogBody']}
      onInput={onTyped}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== 'Escape' || !onLeave) return;
        if (!(event.target instanceof HTMLTextAreaElement) || event.target.readOnly) return;
        event.preventDefault();
        event.stopPropagation();
        onLeave();
      }}
      {...(isStop ? { tabIndex: 0, role: 'group', 'aria-label': t('dialogBody') } : {})}
    >
      {children}
    </div>
  );
}

/** The element of the page itself that had the focus last, then what it lies in, from the inside out. */
let places: readonly HTMLElement[] = [];
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(OVERLAYS)) places = [target, ...around(target)];
});

/** What an element lies in that can have the focus itself. */
function around(element: HTMLElement): HTMLElement[] {
  const outer = element.parentElement?.closest<HTMLElement>('[tabindex]');
  return outer ? [outer, ...around(outer)] : [];
}

/**
 * Returns the focus to where it was on the page, also when several dialogs followed each other or a menu came first:
 * each of them would return it to the one before, which is gone by then.
 */
function useReturnOfFocus(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      // Two frames later the next dialog is there, if one follows, and react-aria has returned the focus if it could.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          // What had the focus may be gone by what was done: then what it lay in has it.
          for (const place of places) if (document.activeElement === document.body) place.focus();
        }),
      );
    };
  }, [isOpen]);
}
