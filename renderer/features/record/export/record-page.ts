import type { RecordEntry } from '../../../../shared/domain/record';
import type { Language } from '../../../i18n';

/** The checker's own text, as it goes into the page: there it is one script. */
const SOURCES = import.meta.glob<string>(['./plan-story.mjs', './check-record.mjs'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const CHECKER = ['./plan-story.mjs', './check-record.mjs']
  .map((name) => SOURCES[name] ?? '')
  .join('\n')
  .replaceAll(/^import .*\n/gm, '')
  .replaceAll(/^export /gm, '');

/** Both records as they leave the app. Names are no part of what was signed: they come along to be read by. */
export interface ExportedRecord {
  readonly format: 'handschlag-record-1';
  readonly exportedAt: string;
  readonly title: string;
  readonly names: Readonly<Record<string, string>>;
  readonly workspace: readonly RecordEntry[];
  readonly board: readonly RecordEntry[];
}

const PAGE_WORDS = [
  'title',
  'intro',
  'how',
  'chain',
  'signature',
  'rights',
  'trust',
  'entry',
  'checking',
  'sound',
  'cannot',
  'open',
  'atBoard',
  'atWorkspace',
  'mark',
] as const;
const FAULT_WORDS = [
  'chain',
  'hash',
  'device',
  'signature',
  'snapshot',
  'right',
  'policy',
  'moment',
  'head',
  'repeated',
] as const;

/** What was signed in words, by the hash of its entry. Words of the app's, no part of the record. */
export type Sentences = Readonly<Record<string, string>>;

/** Says a word of the area `record`. */
type Say = (
  key: `page.${(typeof PAGE_WORDS)[number]}` | `page.fault.${(typeof FAULT_WORDS)[number]}`,
) => string;

/**
 * One file that anybody can open in a browser, without a network and without Handschlag: the records, how to check
 * them, and a script of its own that does.
 */
export function recordPage(
  record: ExportedRecord,
  sentences: Sentences,
  language: Language,
  say: Say,
): string {
  const words = Object.fromEntries(PAGE_WORDS.map((word) => [word, say(`page.${word}`)]));
  const faults = Object.fromEntries(FAULT_WORDS.map((word) => [word, say(`page.fault.${word}`)]));
  const marks = (['board', 'workspace'] as const).flatMap((name) => record[name].at(-1)?.hash ?? []);
  const paragraph = (word: string) => `<p>${escaped(words[word] ?? '')}</p>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(record.title)}</title>
<style>
:root { color-scheme: light dark; --fault: #b42318; --sound: #14724b; }
@media (prefers-color-scheme: dark) { :root { --fault: #ff9d8f; --sound: #55c795; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
code { overflow-wrap: anywhere; font-size: 12px; }
#result { padding: .75rem 1rem; border: 1px solid; border-radius: 6px; font-weight: 600; }
#result[data-state=fault] { color: var(--fault); }
#result[data-state=sound] { color: var(--sound); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
td { border-top: 1px solid #8884; padding: 4px 8px 4px 0; vertical-align: top; }
td:nth-last-child(-n + 2) { overflow-wrap: anywhere; white-space: pre-wrap; }
</style>
<h1>${escaped(record.title)}</h1>
${paragraph('intro')}
<p id="result" role="status">${escaped(words['checking'] ?? '')}</p>
<p><label>${escaped(words['open'] ?? '')} <input type="file" accept=".json" id="file"></label></p>
<h2>${escaped(words['how'] ?? '')}</h2>
${['chain', 'signature', 'rights', 'trust'].map(paragraph).join('\n')}
<p>${escaped(words['mark'] ?? '')}</p>
${marks.map((mark) => `<p><code>${escaped(mark)}</code></p>`).join('\n')}
<h2>${escaped(words['title'] ?? '')}</h2>
${paragraph('entry')}
<table id="entries"></table>
<script type="application/json" id="record">${embedded(record)}</script>
<script type="application/json" id="sentences">${embedded(sentences)}</script>
<script type="application/json" id="words">${embedded({ ...words, fault: faults })}</script>
<script type="module">${CHECKER}
${SHOW}</script>
</html>
`;
}

/** What ties the checker to the page. */
const SHOW = `
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read('words');
const sentences = read('sentences');
const result = document.getElementById('result');
const subtle = globalThis.crypto && crypto.subtle;
async function show(record) {
  const say = (state, text) => { result.dataset.state = state; result.textContent = text; };
  say('checking', words.checking);
  const list = document.getElementById('entries');
  const titles = new Map();
  list.replaceChildren(...record.board.map((entry) => {
    const row = document.createElement('tr');
    if (entry.body && entry.body.snapshot) titles.set(entry.plan, entry.body.snapshot.title);
    const plan = titles.get(entry.plan) || entry.plan || '';
    const at = String(entry.at).slice(0, 16).replace('T', ' ') + ' UTC';
    const by = (entry.by === 'host' && entry.body && entry.body.by) || entry.by;
    const deed = [entry.kind, entry.statement && entry.statement.verdict].filter(Boolean).join(': ');
    for (const text of [entry.seq, at, record.names[by] || by, sentences[entry.hash] || deed, plan]) {
      const cell = document.createElement('td');
      cell.textContent = String(text);
      row.append(cell);
    }
    return row;
  }));
  if (!subtle || !(await canCheck(subtle))) return say('cannot', words.cannot);
  try {
    const { fault, entries } = await checkRecord(record, subtle);
    if (!fault) return say('sound', words.sound.replace('#', String(entries)));
    const where = fault.record === 'board' ? words.atBoard : words.atWorkspace;
    say('fault', words.fault[fault.what] + ' ' + where.replace('#', String(fault.seq)));
  } catch {
    say('fault', words.fault.chain);
  }
}
document.getElementById('file').addEventListener('change', async ({ target }) => {
  try { await show(JSON.parse(await target.files[0].text())); }
  catch { result.dataset.state = 'fault'; result.textContent = words.fault.chain; }
});
await show(read('record'));
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** JSON inside a page: nothing in it may end the element it stands in. */
function embedded(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
