import type { ReactNode } from 'react';
import { LEAST_ANSWERS } from '../../../shared/domain/rounds/round';
import { memberName, useWorkspace, type ShownRound } from '../../client';
import { useFormat, useT } from '../../i18n';
import { Banner, softHyphens } from '../../ui';
import { barsOf } from './logic/order';
import styles from './rounds.module.css';

type Result = NonNullable<ShownRound['result']>;
type Of<Key extends string> = Extract<Result, Record<Key, unknown>>;

/** What came of a round, and how many had answered. */
export function RoundResult({ view }: { view: ShownRound }) {
  const t = useT('rounds');
  const { result, answers } = view;
  return (
    <div className={styles['content']}>
      {answers === undefined ? null : (
        <p className={styles['quiet']}>{t('result.answers', { count: answers })}</p>
      )}
      {result ? <Outcome view={view} result={result} /> : null}
    </div>
  );
}

/** Of a round whose key is gone, nobody can read anything. */
export function LostRound() {
  const t = useT('rounds');
  return (
    <Banner tone="warning" title={t('lost.title')} isBoxed>
      {t('lost.text')}
    </Banner>
  );
}

function Outcome({ view, result }: { view: ShownRound; result: Result }): ReactNode {
  const { on = [], minAnswers: least = LEAST_ANSWERS } = view;
  if ('notes' in result) return <Notes {...result} />;
  if ('counts' in result) return <Votes on={on} {...result} />;
  if ('median' in result) return <Estimates {...result} />;
  if (result.answers === 'too-few') return <TooFew least={least} />;
  return <Pulse {...(result as Of<'mean'>)} />;
}

function Notes({ notes }: Of<'notes'>) {
  const t = useT('rounds');
  const common = useT('common');
  const members = useWorkspace((state) => state.members);
  return (
    <>
      <p className={styles['figure']}>{t('result.notes', { count: notes.length })}</p>
      <ul className={styles['notes']}>
        {notes.map(({ text, by }, at) => (
          // Two people may have written the same.
          <li key={at} className={styles['note']}>
            <span className={styles['noteText']}>
              {softHyphens(text)}
              {by === undefined ? null : (
                <span className={styles['by']}>
                  {t('result.by', { name: memberName(members, by) || common('unknownMember') })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Votes({ on, counts, walkIns, hands = {} }: Of<'counts'> & { on: NonNullable<ShownRound['on']> }) {
  const t = useT('rounds');
  const bars = barsOf(on, counts, walkIns);
  const shown = (id: string) => hands[id] ?? 0;
  return (
    <>
      <ul className={styles['bars']}>
        {bars.map(({ id, label, votes, walkIns: beside, share, walkInShare }) => (
          <li key={id} className={styles['bar']}>
            <span className={styles['barWords']}>
              <span className={styles['barLabel']}>{softHyphens(label)}</span>
              <span className={styles['barCount']}>
                {t('result.votes', { count: votes })}
                {beside > 0 ? `, ${t('result.walkInVotes', { count: beside })}` : ''}
                {shown(id) > 0 ? `, ${t('result.hands', { count: shown(id) })}` : ''}
              </span>
            </span>
            <span className={styles['track']} aria-hidden>
              <span className={styles['fill']} style={{ inlineSize: `${share * 100}%` }} />
              <span className={styles['fillBeside']} style={{ inlineSize: `${walkInShare * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {bars.some((bar) => bar.walkIns > 0) ? (
        <p className={styles['quiet']}>{t('result.walkInsApart')}</p>
      ) : null}
    </>
  );
}

function Estimates({ enquiries, closings, median, walkIns }: Of<'median'>) {
  const t = useT('rounds');
  const format = useFormat();
  if (median === null && !walkIns) return <p>{t('result.none')}</p>;
  return (
    <dl className={styles['figures']}>
      {median === null ? null : (
        <Fact term={t('result.median')} isLarge>
          {format.number(median)}
        </Fact>
      )}
      <Values term={t('result.sortedEnquiries')} values={enquiries} />
      <Values term={t('result.sortedClosings')} values={closings} />
      <Values term={t('result.walkInEnquiries')} values={walkIns?.enquiries ?? []} />
      <Values term={t('result.walkInClosings')} values={walkIns?.closings ?? []} />
    </dl>
  );
}

function Values({ term, values }: { term: string; values: readonly number[] }) {
  const format = useFormat();
  return values.length === 0 ? null : (
    <Fact term={term}>{values.map((value) => format.number(value)).join(' · ')}</Fact>
  );
}

function Pulse({ answers, mean, spread, sentences }: Of<'mean'>) {
  const t = useT('rounds');
  const format = useFormat();
  return (
    <>
      <p className={styles['quiet']}>{t('result.answers', { count: answers })}</p>
      <dl className={styles['figures']}>
        <Fact term={t('result.mean')} isLarge>
          {format.number(mean)}
        </Fact>
        <Fact term={t('result.spread')}>
          {format.number(spread)} <span className={styles['quiet']}>({t('result.spreadHint')})</span>
        </Fact>
      </dl>
      {sentences.length > 0 ? (
        <>
          <p className={styles['subheading']}>{t('result.sentences')}</p>
          <ul className={styles['notes']}>
            {sentences.map((sentence, at) => (
              // Two people may have written the same.
              <li key={at} className={styles['note']}>
                <span className={styles['noteText']}>{softHyphens(sentence)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function TooFew({ least }: { least: number }) {
  const t = useT('rounds');
  return (
    <p>
      <strong>{t('result.tooFew')}.</strong> {t('result.tooFewText', { least })}
    </p>
  );
}

function Fact({ term, isLarge = false, children }: { term: string; isLarge?: boolean; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{term}</dt>
      <dd className={isLarge ? styles['large'] : undefined}>{children}</dd>
    </div>
  );
}
