import { useEffect, useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { useT } from '../i18n';
import { Button, IconButton, type ButtonVariant } from './Button';

const SHOWN_MS = 2000;

export interface CopyButtonProps {
  readonly text: string;
  /** What is copied, in words: `Copy link`. */
  readonly label: string;
  readonly variant?: ButtonVariant;
  readonly size?: 'small' | 'medium';
  /** Icon only, the label as tooltip. */
  readonly isIcon?: boolean;
}

/** Copies a text and says that it did, on plain http too. */
export function CopyButton({
  text,
  label,
  variant = 'secondary',
  size = 'medium',
  isIcon = false,
}: CopyButtonProps) {
  const t = useT('common');
  const [copied, setCopied] = useState<string | null>(null);
  useEffect(() => {
    if (copied === null) return;
    const timer = setTimeout(() => setCopied(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  const done = copied === text;
  const icon = done ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />;
  const words = done ? t('copied') : label;
  const copy = async () => setCopied((await copyText(text)) ? text : null);
  return isIcon ? (
    <IconButton icon={icon} label={words} size={size} onPress={() => void copy()} />
  ) : (
    <Button icon={icon} variant={variant} size={size} onPress={() => void copy()}>
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

/**
 * Puts text on the clipboard. Pages on plain http have no clipboard API, so there it is written into the event of a
 * copy command, which needs neither focus nor selection and so works inside dialogs too.
 * @returns whether it is there now
 */
async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const written = await clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  return written === true || copyByCommand(text);
}

function copyByCommand(text: string): boolean {
  let written = false;
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    written = event.clipboardData !== null;
  };
  document.addEventListener('copy', fill, { capture: true });
  try {
    document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
  return written;
}
