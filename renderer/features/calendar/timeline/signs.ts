import type { PlanState } from '../../../../shared/domain/status';
import bars from './bar.module.css';

/** The strokes of the signs that {@link StateGlyph} shows, on a square of 24. */
const STROKES: Readonly<Record<Exclude<PlanState, 'changed-since-agreed'> | 'warned', string>> = {
  draft:
    'M10.1 2.182a10 10 0 0 1 3.8 0M13.9 21.818a10 10 0 0 1-3.8 0M17.609 3.721a10 10 0 0 1 2.69 2.7M2.182 13.9a10 10 0 0 1 0-3.8M20.279 17.609a10 10 0 0 1-2.7 2.69M21.818 10.1a10 10 0 0 1 0 3.8M3.721 6.391a10 10 0 0 1 2.7-2.69M6.391 20.279a10 10 0 0 1-2.69-2.7',
  'in-review':
    'M5 22h14M5 2h14M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2',
  'changes-requested':
    'M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2zM7 11h10M7 15h6M7 7h8',
  declined: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M15 9l-6 6M9 9l6 6',
  agreed:
    'm11 17 2 2a1 1 0 1 0 3-3M14 14l2.5 2.5a1 1 0 1 0 3-3l-3.88-3.88a3 3 0 0 0-4.24 0l-.88.88a1 1 0 1 1-3-3l2.81-2.81a5.79 5.79 0 0 1 7.06-.87l.47.28a2 2 0 0 0 1.42.25L21 4M21 3l1 11h-2M3 3 2 14l6.5 6.5a1 1 0 1 0 3-3M3 4h8',
  launched:
    'M12 15v5s3.03-.55 4-2c1.08-1.62 0-5 0-5M4.5 16.5c-1.5 1.26-2 5-2 5s3.74-.5 5-2c.71-.84.7-2.13-.09-2.91a2.18 2.18 0 0 0-2.91-.09M9 12a22 22 0 0 1 2-3.95A12.88 12.88 0 0 1 22 2c0 2.72-.78 7.5-6 11a22.4 22.4 0 0 1-4 2zM9 12H4s.55-3.03 2-4c1.62-1.08 5 .05 5 .05',
  closed:
    'M3 3h18a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM4 8v11a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8M10 12h4',
  withdrawn: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M9 15l6-6',
  warned: 'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
};
/** What runs between the hands of a broken handshake. */
const GAP = 'M15-1 10.5 9 14 12.5 9 25';

/** On paper, and on the colour of an agreed bar; in light and in dark. */
const INKS = { paper: ['#1c1c1a', '#ecece8'], bar: ['#ffffff', '#06261a'] } as const;

const STATES = Object.keys({ ...STROKES, 'changed-since-agreed': '' }).filter((state) => state !== 'warned');
const FILLED = ['agreed', 'launched', 'closed'];

/** Drawn large enough for screens with three dots a pixel. */
const DOTS = 39;

let isLaid = false;

/**
 * Gives the bars the pictures of their signs, once. They are bitmaps in rules of their own: a drawing as SVG is drawn anew for
 * each of a thousand bars, which took three quarters of their painting, and one that a variable holds is read anew for each.
 */
export function laySigns(): void {
  if (isLaid) return;
  isLaid = true;
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pen) return;
  const rules = new CSSStyleSheet();
  rules.replaceSync([...stateRules(pen), ...filledRules(pen)].join('\n'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
}

function stateRules(pen: CanvasRenderingContext2D): string[] {
  return STATES.flatMap((state) => signRules(pen, '', state, INKS.paper));
}

function filledRules(pen: CanvasRenderingContext2D): string[] {
  return FILLED.flatMap((state) => signRules(pen, 'inside', state, INKS.bar));
}

/**
 * The sign of the bars of a state in both themes, with the one of warnings behind it where there are any.
 * @param which another class that they have
 */
function signRules(
  pen: CanvasRenderingContext2D,
  which: string,
  state: string,
  [light, dark]: readonly [string, string],
): string[] {
  const bar = (...names: string[]) => names.map((name) => `.${bars[name] ?? name}`).join('');
  const also = which === '' ? [] : [which];
  const rules = (before: string, ink: string) => {
    const [own, warned] = [picture(pen, state, ink), picture(pen, 'warned', ink)];
    const [plain, both] = [bar('bar', ...also, state), bar('bar', 'warned', ...also, state)];
    return `${before}${plain}{background-image:${own}}${before}${both}{background-image:${own},${warned}}`;
  };
  return [
    rules('', light),
    `@media screen{${rules(":root[data-theme='dark'] ", dark)}}`,
    `@media screen and (prefers-color-scheme:dark){${rules(":root:not([data-theme='light']) ", dark)}}`,
  ];
}

function picture(pen: CanvasRenderingContext2D, sign: string, ink: string): string {
  const key = `${sign} ${ink}`;
  const known = pictures.get(key) ?? draw(pen, sign, ink);
  pictures.set(key, known);
  return known;
}

const pictures = new Map<string, string>();

function draw(pen: CanvasRenderingContext2D, sign: string, ink: string): string {
  const { canvas } = pen;
  canvas.width = canvas.height = DOTS;
  pen.scale(DOTS / 24, DOTS / 24);
  pen.strokeStyle = ink;
  pen.lineCap = pen.lineJoin = 'round';
  const isBroken = sign === 'changed-since-agreed';
  stroke(pen, STROKES[isBroken ? 'agreed' : (sign as keyof typeof STROKES)], 2.2);
  if (isBroken) {
    pen.globalCompositeOperation = 'destination-out';
    stroke(pen, GAP, 4.5);
    pen.globalCompositeOperation = 'source-over';
    stroke(pen, GAP, 1.5);
  }
  return `url(${canvas.toDataURL()})`;
}

function stroke(pen: CanvasRenderingContext2D, path: string, width: number): void {
  pen.lineWidth = width;
  pen.stroke(new Path2D(path));
}
