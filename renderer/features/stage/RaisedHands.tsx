import { useLayoutEffect, useRef, useState } from 'react';
import { Hand } from 'lucide-react';
import type { SessionView } from '../../../shared/domain/session/session';
import { memberName, useWorkspace } from '../../client';
import { useT } from '../../i18n';
import { cx } from '../../ui';
import { Line } from './Line';
import styles from './stage.module.css';

/** Raised hands in their order: the first that fit, and how many more there are ([STAGE-11]). Below, who is done. */
export function RaisedHands({ hands, done }: Pick<SessionView, 'hands' | 'done'>) {
  const t = useT('stage');
  const common = useT('common');
  const members = useWorkspace((workspace) => workspace.members);
  const list = useRef<HTMLOListElement>(null);
  const [fitting, setFitting] = useState(hands.length);
  useLayoutEffect(() => {
    const place = list.current;
    if (!place) return;
    const look = () => setFitting(inSight(place));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(place);
    return () => observer.disconnect();
  }, [hands]);
  return (
    <>
      {hands.length > 0 ? (
        <ol ref={list} className={styles['hands']} aria-label={t('hands')}>
          {hands.map((id, index) => (
            <li key={id} className={cx(index >= fitting && styles['beyond'])}>
              <Hand aria-hidden />
              <Line>{memberName(members, id) || common('unknownMember')}</Line>
            </li>
          ))}
        </ol>
      ) : null}
      {hands.length > fitting ? <p>{t('moreHands', { count: hands.length - fitting })}</p> : null}
      {done.length > 0 ? <p>{t('done', { count: done.length })}</p> : null}
    </>
  );
}

/** How many lines of a list are wholly in sight. */
function inSight(list: HTMLElement): number {
  // A part of a pixel cuts nothing.
  const end = list.getBoundingClientRect().bottom + 1;
  const lines = [...list.children];
  const beyond = lines.findIndex((line) => line.getBoundingClientRect().bottom > end);
  return beyond === -1 ? lines.length : beyond;
}
