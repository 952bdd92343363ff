import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { MessageSquare } from 'lucide-react';
import { useBoard, useBoardActions } from '../../../client';
import { useT } from '../../../i18n';
import { Avatar, Button, Tooltip, VersionsOf, cx, isComposing } from '../../../ui';
import { FieldThreads } from '../discussion/FieldThreads';
import { usePlanPlace } from '../plan-context';
import styles from './form.module.css';

interface FieldFrameProps {
  readonly field: string;
  readonly label: string;
  readonly isHeading?: boolean;
  readonly children: ReactNode;
}

/** The frame of every field: shows who else is in it and its discussion, and tells the others when one is in it. */
export function FieldFrame({ field, label, isHeading = false, children }: FieldFrameProps) {
  const { planId } = usePlanPlace();
  const { setPresence } = useBoardActions();
  const [isTalking, setTalking] = useState(false);

  const tellLeft = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setPresence({ plan: planId });
  };
  const toggle = () => setTalking(!isTalking);
  /** Where the focus was when its discussion was opened; it returns there. */
  const origin = useRef<Element | null>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || !isTalkKey(event)) return;
    event.preventDefault();
    origin.current = document.activeElement;
    toggle();
  };
  const done = () => {
    setTalking(false);
    if (origin.current instanceof HTMLElement) origin.current.focus();
  };
  return (
    <div
      className={cx(styles['frame'], isHeading && styles['heading'])}
      data-field={field}
      data-place={`${planId}/${field}`}
    >
      <div
        onFocus={() => setPresence({ plan: planId, field })}
        onBlur={tellLeft}
        onKeyDown={onKeyDown}
        role="presentation"
      >
        {children}
      </div>
      <div className={styles['aside']}>
        <InField field={field} label={label} />
        <TalkButton
          field={field}
          label={label}
          isOpen={isTalking}
          onToggle={() => {
            origin.current = document.activeElement;
            toggle();
          }}
        />
      </div>
      <VersionsOf planId={planId} field={field} />
      {isTalking ? <FieldThreads field={field} label={label} onDone={done} /> : null}
    </div>
  );
}

/** By its place on the keyboard: together with Alt a Mac types another letter. */
function isTalkKey({ altKey, ctrlKey, metaKey, shiftKey, code }: KeyboardEvent): boolean {
  return altKey && !ctrlKey && !metaKey && !shiftKey && code === 'KeyC';
}

/** The colleagues who have the focus in a field. */
function InField({ field, label }: { field: string; label: string }) {
  const t = useT('plan');
  const { planId } = usePlanPlace();
  const people = useBoard((board) => board.people);
  const here = people.filter((person) => !person.me && person.plan === planId && person.field === field);
  if (here.length === 0) return null;
  const names = here.map((person) => person.name).join(', ');
  return (
    <span className={styles['inField']} title={t('inField', { names, count: here.length, field: label })}>
      {here.slice(0, 3).map((person) => (
        <Avatar key={person.clientId} name={person.name} department={person.department} size={18} />
      ))}
    </span>
  );
}

interface TalkButtonProps {
  readonly field: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/**
 * A field's discussion. It is no stop of the Tab key: Alt+C opens it from the field. A document has no fields to stand in,
 * so the first one of its is one.
 */
function TalkButton({ field, label, isOpen, onToggle }: TalkButtonProps) {
  const t = useT('comments');
  const { planId, canEdit, isReading } = usePlanPlace();
  const threads = useBoard((board) => board.threads.get(planId));
  const count = (threads ?? [])
    .filter((thread) => thread.field === field && !thread.resolved)
    .reduce((sum, thread) => sum + thread.comments.length, 0);
  if (count === 0 && !canEdit) return null;
  const name = t('addAt', { count, field: label });
  return (
    <Tooltip text={name} keys="Alt+C">
      <Button
        variant="quiet"
        size="small"
        aria-label={name}
        aria-expanded={isOpen}
        ref={(button) => button?.setAttribute('aria-keyshortcuts', 'Alt+C')}
        data-talk
        excludeFromTabOrder={!isReading || field !== 'title'}
        className={cx(styles['talk'], count > 0 && styles['talked'])}
        icon={<MessageSquare size={14} aria-hidden />}
        onPress={onToggle}
      >
        {count > 0 ? count : null}
      </Button>
    </Tooltip>
  );
}
