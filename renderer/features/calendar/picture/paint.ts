import type { Paper } from '../../../../shared/export/picture/timeline-pictures';
import { quartersOf, spanOf, type Span } from '../../../../shared/domain/timeline/span';

/** Sheets of paper and slides that a timeline is drawn for; in CSS pixels, 96 an inch, less 10 mm of margin on each side. */
export const FORMS = {
  wall: { zoom: 'year', sheet: '420mm 297mm', paper: { width: 1512, height: 1046, margin: 0 } },
  quarter: { zoom: 'quarter', sheet: '297mm 210mm', paper: { width: 1046, height: 717, margin: 0 } },
  slide: { zoom: null, sheet: null, paper: { width: 1536, height: null, margin: 32 } },
} as const satisfies Record<string, { zoom: 'year' | 'quarter' | null; sheet: string | null; paper: Paper }>;
export type Form = keyof typeof FORMS;

/** The days that a form shows, one span a picture: the quarters of a year each have their own sheet. */
export function spansOf(form: Form, span: Span, firstMonth: number): readonly Span[] {
  if (form === 'slide') return [span];
  const year = spanOf('year', span.from, firstMonth);
  if (form === 'wall') return [year];
  return quartersOf(span, firstMonth).map(({ from, to }) => ({ from, to }));
}

/** Lays the paper of a form across for what is printed next; named pages keep their size in new browsers only. @returns undoes it */
export function turnPaper(form: Form): () => void {
  const rules = new CSSStyleSheet();
  rules.replaceSync(`@page { size: ${FORMS[form].sheet ?? 'auto'}; margin: 10mm }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== rules);
  };
}

/** Whether a picture of {@link timelinePictures} has more lanes than a slide has room for. */
export function isHigherThanWide(svg: string): boolean {
  const [, width, height] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return Number(height) > Number(width);
}

/** No canvas of a browser is longer. */
const LONGEST = 32_767;

/** An SVG as a PNG of twice as many pixels, which a projector and a printed slide still show sharp; of fewer where it is too long. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    const { naturalWidth: width, naturalHeight: height } = image;
    const dots = Math.min(2, LONGEST / Math.max(width, height));
    [canvas.width, canvas.height] = [Math.floor(width * dots), Math.floor(height * dots)];
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture is too large'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
