import { OWN } from '../../shared/doc/own-words';
import { useT } from '../i18n';
import { softHyphens } from './soft-hyphens';
import { isWordy, sideOf, withoutOwn, wordDiff, type WordChange } from './word-diff';
import styles from './TwoSides.module.css';

interface TwoSidesProps {
  readonly field: string;
  /** As people read them; '' is empty. */
  readonly was: string;
  readonly is: string;
  /** What the two sides are called. */
  readonly labels: readonly [string, string];
  /** `is`, with {@link OWN} in place of what its reader wrote himself, which is not marked. */
  readonly covered?: string | undefined;
}

/** Two versions of a field side by side; in texts, the words that were removed and added are marked ([PLANUI-6]). */
export function TwoSides({ field, was, is, labels, covered }: TwoSidesProps) {
  const words = isWordy(field) ? wordDiff(was, is) : null;
  const after = words && sideOf(words, 'after');
  const isKnown = after && covered?.length === is.length;
  return (
    <div className={styles['sides']}>
      <div className={styles['side']}>
        <span className={styles['sideLabel']}>{labels[0]}</span>
        <Words words={words ? sideOf(words, 'before') : [{ text: was, kind: 'removed' }]} />
      </div>
      <div className={styles['side']}>
        <span className={styles['sideLabel']}>{labels[1]}</span>
        <Words words={isKnown ? withoutOwn(after, covered, OWN) : (after ?? [{ text: is, kind: 'added' }])} />
      </div>
    </div>
  );
}

function Words({ words }: { words: readonly WordChange[] }) {
  const t = useT('common');
  if (words.every(({ text }) => text === '')) return <p className={styles['quiet']}>{t('emptyValue')}</p>;
  return (
    <p className={styles['words']}>
      {words.map((word, index) => {
        const { kind } = word;
        const text = softHyphens(word.text);
        if (kind === 'removed') return <del key={index}>{text}</del>;
        if (kind === 'added') return <ins key={index}>{text}</ins>;
        return <span key={index}>{text}</span>;
      })}
    </p>
  );
}
