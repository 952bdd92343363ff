import { useRef, useState } from 'react';
import { Copy } from 'lucide-react';
import { useT } from '../../../i18n';
import { Button } from '../../../ui';
import styles from './decide.module.css';

interface CopyTextProps {
  readonly label: string;
  readonly text: string;
  readonly buttonLabel: string;
  readonly rows?: number;
}

/** Text to take along. Where the clipboard is out of reach (plain http) it is selected for the keyboard. */
export function CopyText({ label, text, buttonLabel, rows = 1 }: CopyTextProps) {
  const t = useT('decision');
  const area = useRef<HTMLTextAreaElement>(null);
  const [result, setResult] = useState<'copied' | 'select' | null>(null);

  const copy = async () => {
    const copied = await copyText(text, area.current);
    setResult(copied ? 'copied' : 'select');
  };
  return (
    <div className={styles['copy']}>
      <textarea
        ref={area}
        className={styles['copyText']}
        aria-label={label}
        readOnly
        rows={rows}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles['copyFoot']}>
        <span role="status" className={styles['hint']}>
          {result === 'copied'
            ? t('message.copied')
            : result === 'select'
              ? t('message.selectInstead')
              : null}
        </span>
        <Button variant="primary" icon={<Copy size={14} aria-hidden />} onPress={() => void copy()}>
          {buttonLabel}
        </Button>
      </div>
    </div>
  );
}

/** By the clipboard where there is one, else by the selection; false when both are refused. */
async function copyText(text: string, area: HTMLTextAreaElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    area?.focus();
    area?.select();
    return document.execCommand('copy');
  }
}
