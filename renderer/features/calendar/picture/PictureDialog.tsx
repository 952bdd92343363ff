import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { CalendarScope } from '../../../../shared/domain/calendar/calendar';
import type { CivilDate } from '../../../../shared/domain/dates';
import type { TimelineItem, TimelinePlan } from '../../../../shared/domain/timeline/items';
import type { Span, Zoom } from '../../../../shared/domain/timeline/span';
import type { FileKind } from '../../../../shared/ipc/contract';
import { timelinePictures } from '../../../../shared/export/picture/timeline-pictures';
import { exportFile, printToPdf, useCompanyDays, type Outcome } from '../../../client';
import { useFormat, useT } from '../../../i18n';
import { useCalendarSettings } from '../../../state/calendar';
import { Button, Dialog, PrintSheet, RadioGroup, cx, useWording } from '../../../ui';
import { useExtentWords } from '../extent-words';
import { useBandWords, useLaneName } from '../item-words';
import { bandsOf, regionsAmong } from '../logic/bands';
import { extentOfPicture } from '../logic/extent';
import { usePaperHead, type RecordEnd } from '../paper-head';
import { FORMS, isHigherThanWide, pngOf, spansOf, turnPaper, type Form } from './paint';
import styles from './picture.module.css';

export interface PictureDialogProps {
  /** Null: all boards. */
  readonly boardId: string | null;
  readonly plans: readonly TimelinePlan[];
  /** What the filter left of them, of any time. */
  readonly items: readonly TimelineItem[];
  readonly span: Span;
  readonly zoom: Zoom;
  readonly today: CivilDate;
  readonly recordEnds: readonly RecordEnd[];
  readonly onClose: () => void;
}

/** The timeline for a wall, a sheet or a slide, with a look at it before. */
export function PictureDialog({ onClose, ...shown }: PictureDialogProps) {
  const t = useT('calendar');
  const common = useT('common');
  const wording = useWording();
  const [form, setForm] = useState<Form>('wall');
  const [scope, setScope] = useState<CalendarScope>('agreed');
  const [isBusy, setBusy] = useState(false);
  const [prints, setPrints] = useState(false);
  const { pages, title, extent } = usePictures(shown, form, scope);
  const extentWords = useExtentWords();
  const [first = ''] = pages;

  const during = async (work: () => Promise<Outcome<unknown>>) => {
    setBusy(true);
    const outcome = await work().catch((): Outcome<unknown> => ({ ok: false, failure: { code: 'failed' } }));
    setBusy(false);
    if (outcome.ok) onClose();
    else if (outcome.failure.code !== 'cancelled') wording.tell(outcome.failure);
  };
  const save = (content: Blob, kind: FileKind) => exportFile({ title, kind, content });
  const print = async (): Promise<Outcome<unknown>> => {
    // What is printed has to be on the page before.
    flushSync(() => setPrints(true));
    const turnBack = turnPaper(form);
    try {
      await Promise.all(
        [...document.querySelectorAll<HTMLImageElement>('[data-print-sheet] img')].map((image) =>
          image.decode(),
        ),
      );
      const pdf = await printToPdf();
      if (pdf.ok) return await save(pdf.value, 'pdf');
      if (pdf.failure.code !== 'not-here') return pdf;
      window.print();
      return { ok: true, value: undefined };
    } finally {
      turnBack();
      setPrints(false);
    }
  };
  const isSlide = form === 'slide';
  const isLong = isSlide && isHigherThanWide(first);
  return (
    <Dialog
      title={t('picture.title')}
      size="large"
      isOpen
      onClose={onClose}
      isBusy={isBusy}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          {isSlide ? (
            <>
              <Button
                isDisabled={isBusy}
                onPress={() => void during(() => save(new Blob([first], { type: 'image/svg+xml' }), 'svg'))}
              >
                {t('picture.svg')}
              </Button>
              <Button
                variant="primary"
                isDisabled={isBusy}
                onPress={() => void during(async () => save(await pngOf(first), 'png'))}
              >
                {t('picture.png')}
              </Button>
            </>
          ) : (
            <Button variant="primary" isDisabled={isBusy} onPress={() => void during(print)}>
              {window.desktop ? t('picture.pdf') : t('picture.print')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['choices']}>
        <RadioGroup
          label={t('picture.form')}
          options={(Object.keys(FORMS) as Form[]).map((id) => ({ id, label: t(`picture.${id}`) }))}
          value={form}
          onChange={setForm}
        />
        <RadioGroup
          label={t('export.what')}
          options={[
            { id: 'agreed', label: t('export.agreed') },
            { id: 'all', label: t('export.all') },
          ]}
          value={scope}
          onChange={setScope}
        />
      </div>
      <p role="status">
        {t('picture.counts', { shown: extent.shown, pages: pages.length })} {extentWords(extent)}{' '}
        {isLong ? t('picture.long') : ''}
      </p>
      <div className={cx(styles['preview'], isLong && styles['long'])} {...(isLong ? { tabIndex: 0 } : {})}>
        <img src={addressOf(first)} alt={t('picture.preview')} />
      </div>
      {prints ? (
        <PrintSheet>
          {pages.map((page, index) => (
            <img key={index} className={styles['page']} src={addressOf(page)} alt="" />
          ))}
        </PrintSheet>
      ) : null}
    </Dialog>
  );
}

/** Whatever was typed: in an image nothing of it can run. */
const addressOf = (svg: string) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** The year of what is shown, or both years of one that begins in another month: `2026-2027`. */
function yearsOf(spans: readonly Span[]): string {
  const days = [spans.at(0)?.from, spans.at(-1)?.to];
  return [...new Set(days.map((day) => day?.slice(0, 4)))].join('-');
}

function usePictures(
  { boardId, plans, items, span, zoom, today, recordEnds }: Omit<PictureDialogProps, 'onClose'>,
  form: Form,
  scope: CalendarScope,
) {
  const format = useFormat();
  const { grouping, firstMonth } = useCalendarSettings();
  const laneName = useLaneName(grouping);
  const head = usePaperHead(boardId, today, recordEnds);
  const { periods } = useCompanyDays();
  const bandWords = useBandWords();
  return useMemo(() => {
    const shape = FORMS[form];
    const spans = spansOf(form, span, firstMonth);
    const chosen = scope === 'agreed' ? items.filter((item) => item.agreed) : items;
    const asked = { title: head.title, lang: format.language, items: chosen, grouping, firstMonth, laneName };
    const pages = spans.flatMap((each) => {
      // Which of them a sheet is, once they lie beside each other.
      const facts = [format.dateRange(each.from, each.to), ...head.facts];
      const bars = chosen.filter(({ start, end }) => start <= each.to && end >= each.from);
      const bands = bandsOf(each, regionsAmong(bars), periods, bandWords);
      return timelinePictures({ ...asked, facts, bands, span: each, zoom: shape.zoom ?? zoom }, shape.paper);
    });
    return {
      pages,
      title: `${head.title} ${yearsOf(spans)}`,
      extent: extentOfPicture(plans, items, spans, scope),
    };
  }, [
    form,
    span,
    zoom,
    plans,
    items,
    scope,
    grouping,
    firstMonth,
    laneName,
    head,
    format,
    periods,
    bandWords,
  ]);
}
