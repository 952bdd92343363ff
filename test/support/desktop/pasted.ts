import { isJsonObject, type Json } from '../../../shared/domain/json';

/** What other programs put on the clipboard, shortened, and what the brief makes of it, a line a block. */
interface Pasted {
  readonly html: string;
  readonly lines: readonly string[];
}

const WORD = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoListParagraph {mso-style-priority:34;} @list l0:level1 {mso-level-text:\uf0b7;} --></style></head>
<body lang=DE><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

const wordItem = (sign: string, level: number, text: string) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>${text}<o:p></o:p></p>`;

export const PASTED: Readonly<Record<string, Pasted>> = {
  'Word: a list in a list': {
    html: WORD(
      `<p class=MsoNormal>Ablauf<o:p></o:p></p>${wordItem('·', 1, 'Messe')}${wordItem('o', 2, '<b>Stand</b> bauen')}${wordItem('·', 1, 'Anzeige')}<p class=MsoNormal>Ende</p>`,
    ),
    lines: ['Ablauf', '- Messe', '  - Stand bauen', '- Anzeige', 'Ende'],
  },
  'Word: a numbered list': {
    html: WORD(wordItem('1.', 1, 'Planen') + wordItem('2.', 1, 'Freigeben')),
    lines: ['1. Planen', '1. Freigeben'],
  },
  'Word: a table': {
    html: WORD(`<table class=MsoTableGrid border=1><tr><td width=300><p class=MsoNormal>Print<o:p></o:p></p></td>
<td><p class=MsoNormal>12<o:p></o:p></p><p class=MsoNormal>500<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>Radio</p></td><td><p class=MsoNormal><b>8300</b></p></td></tr></table>`),
    lines: ['Print | 12 500', 'Radio | 8300'],
  },
  'Outlook: links and signs': {
    html: WORD(`<p class=MsoNormal>Siehe <a href="https://brenner.example/k8/plan?a=1">brenner.example</a>.<o:p></o:p></p>
<p class=MsoNormal>· erstens<o:p></o:p></p><p class=MsoNormal>·&nbsp; zweitens<o:p></o:p></p>
<p class=MsoNormal>Fragen an info@brenner.example</p>`),
    lines: [
      'Siehe brenner.example <https://brenner.example/k8/plan?a=1>.',
      '- erstens',
      '- zweitens',
      'Fragen an info@brenner.example <mailto:info@brenner.example>',
    ],
  },
  'a page: figures side by side, raised ones, what is hidden, links that no brief opens': {
    html: `<p><span style="display:inline-block">12</span><span style="display:inline-block">500</span><button>Mehr</button></p>
<p>10<sup>3</sup> m<sup>2</sup> CO<sub>2</sub></p><div style="display:none">Vorschau</div>
<table><caption>Budget</caption><tr><td>Print</td><td>12</td></tr><tr style='display:none'><td>Marge</td><td>40 %</td></tr></table>
<p><a href="/k8">hier</a> <a href="\\\\srv\\k8.docx">dort</a> <a href="file:///k8.docx">Datei</a></p>`,
    lines: [
      '12 500 Mehr',
      '10³ m² CO₂',
      'Budget',
      'Print | 12',
      'hier dort (\\\\srv\\k8.docx) Datei (file:///k8.docx)',
    ],
  },
  'a mail: emoji that are pictures, and pictures': {
    html: `<p>Prima <img alt="👍🏽" src="https://mail.example/e/1f44d.png">, bis dann <img src="cid:logo" alt="Brenner GmbH"></p>`,
    lines: ['Prima 👍🏽, bis dann'],
  },
  PowerPoint: {
    html: '<div style="direction:ltr"><span>•</span><span>Messe</span></div><div><span>•</span><span>Radio</span></div>',
    lines: ['- Messe', '- Radio'],
  },
  'Outlook: a table that lays a page out': {
    html: '<table><tr><td><p>Guten Tag,</p><p>bis Montag.</p></td></tr></table>',
    lines: ['Guten Tag,', 'bis Montag.'],
  },
  Excel: {
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet><style>
td {mso-number-format:General;}</style></head><body><table border=0 cellpadding=0><col width=87 span=3>
<!--StartFragment--><tr height=19><td height=19 width=87>Print</td><td align=right width=87>12</td><td align=right width=87>500</td></tr>
<tr height=19><td height=19>Radio</td><td></td><td align=right>8300</td></tr><!--EndFragment--></table></body></html>`,
    lines: ['Print | 12 | 500', 'Radio | | 8300'],
  },
  'Excel: a column': {
    html: '<table><tr><td>12</td></tr><tr><td>500</td></tr></table>',
    lines: ['12', '500'],
  },
  'Google Sheets': {
    html: `<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}--></style>
<table xmlns="http://www.w3.org/1999/xhtml" data-sheets-root="1"><colgroup><col width="100"/><col width="100"/></colgroup><tbody>
<tr><td data-sheets-value="{}">Print</td><td data-sheets-value="{}">12500</td></tr></tbody></table>`,
    lines: ['Print | 12500'],
  },
  LibreOffice: {
    html: `<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head><title></title></head><body>
<table cellspacing="0"><colgroup width="85"></colgroup><tr><td align="left"><font face="Arial">Print</font></td>
<td align="right" sdval="12500"><font face="Arial">12500</font></td></tr></table></body></html>`,
    lines: ['Print | 12500'],
  },
  'Google Docs': {
    html: `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span>Ziele</span></p>
<ul><li dir="ltr" aria-level="1"><p dir="ltr"><span>mehr Anfragen</span></p></li></ul></b>`,
    lines: ['Ziele', '- mehr Anfragen'],
  },
  'Confluence: a table, made by an editor like ours': {
    html: `<meta charset='utf-8'><h2 data-pm-slice="1 3 []">Plan</h2><table><tbody><tr><td><p>Print</p></td><td><p>12</p></td>
<td><p>500</p></td></tr></tbody></table><p>Ende</p>`,
    lines: ['Plan', 'Print | 12 | 500', 'Ende'],
  },
  'Confluence: cells of a table': {
    html: `<table data-pm-slice="1 1 -2 []"><tbody><tr><td><p>Print</p></td><td><p>12</p></td></tr></tbody></table>`,
    lines: ['Print | 12'],
  },
  'Excel: cells that reach over several': {
    html: `<table><tr><td colspan=3>Budget</td></tr><tr><td rowspan=2>Q1</td><td>Print</td><td>12</td></tr><tr><td>Radio</td><td>8</td></tr>
<tr><td colspan=2>Summe</td><td>20</td></tr></table>`,
    lines: ['Budget', 'Q1 | Print | 12', '| Radio | 8', 'Summe | | 20'],
  },
  'cells without their table': {
    html: '<!--StartFragment--><td>12</td><td>500</td><!--EndFragment-->',
    lines: ['12 | 500'],
  },
  'a page: boxes in a row, boxes in a line, and what it hides': {
    html: `<div style="display: flex; gap: 8px"><span>12</span><span>500</span></div><p><span style="display:block">13</span><span
style="display:block">600</span><span hidden>geheim</span> <span style="display: inline">1</span><span style="display:inline;">4</span></p>`,
    lines: ['12 500', '13 600 14'],
  },
  'Google Docs: raised by style, and a list to be ticked off': {
    html: `<b style="font-weight:normal;" id="docs-internal-guid-2"><p><span>10</span><span
style="vertical-align:super;font-size:0.6em">−3</span></p><ul><li role="checkbox" aria-checked="true"><p>fertig</p></li><li role="checkbox"
aria-checked="false"><p>offen</p></li></ul></b><p><input type="checkbox" checked disabled> auch fertig</p>`,
    lines: ['10⁻³', '- ☑ fertig', '- ☐ offen', '☑ auch fertig'],
  },
  'Outlook: lists that were typed': {
    html: WORD(
      `<p class=MsoNormal>Vorab:</p><p class=MsoNormal>– <b>Messe</b> in Köln<o:p></o:p></p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal><span
lang=DE>–&nbsp;Radio</span></p><p class=MsoNormal>Danach:</p><p class=MsoNormal>1) Planen</p><p class=MsoNormal>2) Freigeben</p>
<p class=MsoNormal>a) Print</p><p class=MsoNormal>b) Radio</p><p class=MsoNormal>- 10 % Rabatt</p><p class=MsoNormal>- 5 % Skonto</p>
<p class=MsoNormal>– Das war es.</p>`,
    ),
    lines: [
      'Vorab:',
      '- Messe in Köln',
      '- Radio',
      'Danach:',
      '1. Planen',
      '1. Freigeben',
      'a. Print',
      'a. Radio',
      '- 10 % Rabatt',
      '- 5 % Skonto',
      '– Das war es.',
    ],
  },
  'Outlook: a typed list in one paragraph': {
    html: WORD(
      `<p class=MsoNormal><span lang=DE>Guten Tag,<br>anbei:<br>– <i>Messe</i><br>– Radio<br><br>Viele Grüße<br>Jana</span></p>`,
    ),
    lines: ['Guten Tag,⏎anbei:', '- Messe', '- Radio', 'Viele Grüße⏎Jana'],
  },
  'Gmail: a typed list': {
    html: '<div dir="ltr">- Messe<div>- Radio</div><div>Danke!</div></div>',
    lines: ['- Messe', '- Radio', 'Danke!'],
  },
  'a page: lines without a paragraph': {
    html: "<meta charset='utf-8'><span>* Messe</span><br><span>* Radio</span><br>Ende",
    lines: ['- Messe', '- Radio', 'Ende'],
  },
  'Word: letters and Roman numbers': {
    html: WORD(
      wordItem('a)', 1, 'Planen') +
        wordItem('i.', 2, 'Wer') +
        wordItem('ii.', 2, 'Wann') +
        wordItem('b)', 1, 'Starten'),
    ),
    lines: ['a. Planen', '  i. Wer', '  i. Wann', 'a. Starten'],
  },
};

/** A brief as lines: items with their sign, links with their address. */
export function outline(nodes: Json, before = ''): string[] {
  if (!Array.isArray(nodes)) return [];
  return (nodes as readonly Json[]).filter(isJsonObject).flatMap((node): string[] => {
    const children = node['children'] ?? [];
    if (node['type'] === 'listItem') return outline(children, before);
    if (node['type'] === 'bulletList') return outline(children, before === '' ? '- ' : `  ${before}`);
    if (node['type'] === 'orderedList') {
      const { type } = isJsonObject(node['attrs']) ? node['attrs'] : {};
      return outline(children, `${before === '' ? '' : '  '}${typeof type === 'string' ? type : '1'}. `);
    }
    return [before + wordsOf(children)];
  });
}

function wordsOf(runs: Json): string {
  if (!Array.isArray(runs)) return '';
  return (runs as readonly Json[])
    .filter(isJsonObject)
    .map(({ type, text, marks }) => {
      if (type === 'hardBreak') return '⏎';
      const link = isJsonObject(marks) ? marks['link'] : null;
      return `${textOf(text)}${isJsonObject(link) ? ` <${textOf(link['href'])}>` : ''}`;
    })
    .join('');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '?';
}
