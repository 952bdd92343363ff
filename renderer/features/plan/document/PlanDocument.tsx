import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { fieldDiff, type FieldChange } from '../../../../shared/domain/diff';
import { useBoard, useWorkspace } from '../../../client';
import { takesNote, useT } from '../../../i18n';
import { listed, shown } from '../../../../shared/domain/text/typed-text';
import { BriefView, cx, softHyphens, TwoSides, useFieldWords } from '../../../ui';
import { FieldFrame } from '../form/FieldFrame';
import { beforeNow, type Earlier } from '../logic/looked-at';
import { usePlan } from '../plan-context';
import { factsOf, FIGURES, WORDS } from './facts';
import styles from './document.module.css';

const SHOWN: ReadonlySet<string> = new Set([...WORDS, ...FIGURES, 'kind']);

/** What is new beside an earlier version. */
interface News {
  readonly earlier: Earlier;
  readonly changes: ReadonlyMap<string, FieldChange>;
}

/** The plan as it stands, to be read: nothing in it can be typed into, what is new for whoever reads it is marked ([PLANUI-24]). */
export function PlanDocument() {
  const t = useT('plan');
  const common = useT('common');
  const { row } = usePlan();
  const { material } = row;
  const { name } = useFieldWords();
  const news = useNews();
  const others = factsOf(material).filter((field) => !SHOWN.has(field));
  const { brief } = material;
  const { tags } = row.json;
  return (
    <section aria-label={t('document.label')} className={styles['document']}>
      {news ? <Legend news={news} /> : null}
      {WORDS.map((field) => (
        <Field key={field} field={field} news={news} />
      ))}
      <div className={styles['figures']}>
        {FIGURES.map((field) => (
          <Field key={field} field={field} news={news} />
        ))}
      </div>
      {others.map((field) => (
        <Field key={field} field={field} news={news} />
      ))}
      <FieldFrame field="brief" label={name('brief')}>
        <Passage news={news} field="brief">
          <h3 className={styles['name']}>{name('brief')}</h3>
          {brief === undefined ? <Nothing /> : <BriefView brief={brief} />}
        </Passage>
      </FieldFrame>
      {Array.isArray(tags) && tags.length > 0 ? (
        <FieldFrame field="tags" label={common('field.tags')}>
          <h3 className={styles['name']}>{common('field.tags')}</h3>
          <p className={styles['words']}>{listed(tags.filter((tag) => typeof tag === 'string'))}</p>
        </FieldFrame>
      ) : null}
    </section>
  );
}

export function DocumentTitle() {
  const { title } = usePlan();
  const { name } = useFieldWords();
  const news = useNews();
  return (
    <FieldFrame field="title" label={name('title')} isHeading>
      <Passage news={news} field="title">
        <h2 className={styles['title']}>{softHyphens(shown(title))}</h2>
      </Passage>
    </FieldFrame>
  );
}

function Field({ field, news }: { field: string; news: News | null }) {
  const { row } = usePlan();
  const { name, text } = useFieldWords();
  const words = text(field, row.material[field], row.material);
  return (
    <FieldFrame field={field} label={name(field)}>
      <Passage news={news} field={field}>
        <h3 className={styles['name']}>{name(field)}</h3>
        {words === '' ? <Nothing /> : <p className={styles['words']}>{words}</p>}
      </Passage>
    </FieldFrame>
  );
}

/** What the plan says nothing about. */
function Nothing() {
  const t = useT('plan');
  return <p className={styles['nothing']}>{t('document.nothing')}</p>;
}

/** A part of the document, with its earlier words below it where it is new. */
function Passage({ news, field, children }: { news: News | null; field: string; children: ReactNode }) {
  const t = useT('plan');
  const { row } = usePlan();
  const { text } = useFieldWords();
  // The currency has no place of its own: an amount in another one is another amount.
  const change =
    news?.changes.get(field) ?? (field === 'budgetMinor' ? news?.changes.get('currency') : undefined);
  if (!news || !change) return <div>{children}</div>;
  const { snapshot } = news.earlier;
  const was = text(field, snapshot[field], snapshot);
  const is = text(field, row.material[field], row.material);
  return (
    <div className={styles['new']} data-new>
      {children}
      <div className={styles['news']}>
        <span className={styles['chip']}>{t('document.new')}</span>
        <Was field={field} was={was} is={is} />
      </div>
    </div>
  );
}

/** Beyond this it takes two columns to see which words have changed. */
const SHORT = 80;

function Was({ field, was, is }: { field: string; was: string; is: string }) {
  const t = useT('plan');
  if (was === is) return <p className={styles['was']}>{t('changes.formatting')}</p>;
  if (was === '') return null;
  if (field !== 'brief' && was.length <= SHORT)
    return (
      <p className={styles['was']}>
        {t('changes.before')}: <del dir="auto">{was}</del>
      </p>
    );
  return (
    <details className={styles['details']}>
      <summary>{t('changes.show')}</summary>
      <TwoSides field={field} was={was} is={is} labels={[t('changes.before'), t('changes.now')]} />
    </details>
  );
}

/** What the marks are about, and where there are none, that nothing is new. */
function Legend({ news: { earlier, changes } }: { news: News }) {
  const t = useT('plan');
  const isNoted = earlier.why === 'agreed' && takesNote(earlier.snapshot);
  return (
    <p className={cx(styles['legend'], changes.size > 0 && styles['legendNew'])}>
      {t(`document.since.${isNoted ? 'agreed-note' : earlier.why}`, {
        count: changes.size,
        version: String(earlier.number ?? ''),
      })}
    </p>
  );
}

function useNews(): News | null {
  const { row } = usePlan();
  const me = useWorkspace((workspace) => workspace.me.id);
  const entries = useBoard((board) => board.entries);
  return useMemo(() => {
    const own = entries.filter((entry) => entry.plan === row.id);
    const earlier = beforeNow(own, me, row.status);
    if (!earlier) return null;
    const changes = fieldDiff(earlier.snapshot, row.material).map((each) => [each.field, each] as const);
    return { earlier, changes: new Map(changes) };
  }, [entries, me, row]);
}

/** In a document the discussions of its fields are one stop of the Tab key; arrows go from one to the next. */
export function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const { target } = event;
  if (step === 0 || !(target instanceof HTMLElement) || !target.matches('[data-talk]')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-talk]')];
  event.preventDefault();
  all[all.indexOf(target) + step]?.focus();
}
