import { useMemo } from 'react';
import type { ReturnPromise } from '../../../shared/domain/record';
import type { AgendaItem } from '../../../shared/domain/session/minutes';
import { promisedIn, type Promised } from '../../../shared/domain/session/return-promises';
import { useBoard } from '../../client';
import { returnPromiseWords, useT } from '../../i18n';
import { useSpeech } from '../../ui';

/** "In return Maren promises: a presentation by …": what one side promises for what the other one does. */
export function InReturn({ by, promises }: { by: string; promises: readonly ReturnPromise[] }) {
  const speech = useSpeech();
  return (
    <p>
      {speech.t('inReturn', { name: speech.nameOf(by) })} {returnPromiseWords(speech, promises)}
    </p>
  );
}

interface Props {
  readonly promised: Pick<Promised, 'by' | 'seq' | 'promise'>;
  /** Of its plan. */
  readonly title: string;
}

/** One return promise, with the agreement to which it belongs. */
export function PromisedWords({ promised: { by, seq, promise }, title }: Props) {
  const t = useT('workshop');
  const common = useT('common');
  return (
    <>
      {t('minutes.promisedFor', { title: title || common('untitled'), seq: String(seq) })}
      <InReturn by={by} promises={[promise]} />
    </>
  );
}

/** The return promise that an item is about; null for other items. */
export function usePromised({ kind, ref }: Pick<AgendaItem, 'kind' | 'ref'>): Promised | null {
  const entries = useBoard((board) => board.entries);
  return useMemo(() => (kind === 'promise' ? promisedIn(entries, ref) : null), [entries, kind, ref]);
}
