import { extname, resolve } from 'node:path';
import { EXPORT_LANGUAGES } from '../../shared/export/context';
import { CALENDAR_FORMATS } from '../exchange/calendar-files';
import { replaceFile } from '../../node/files';
import { exportCalendar } from '../run/calendar-export';
import { flagsOf, placeOf, type Command } from './command';

const SCOPES = ['agreed', 'all'] as const;

const USAGE = `usage: npm run host -- export --data DIR --to FILE [--board BOARD] [--scope agreed|all] [--lang de|en|de-CH]
                                  [--ends-only]

  --data DIR      the directory of the workspace; its host may be running
  --to FILE       the calendar; its ending says what kind: .ics .csv .xlsx .json. A file that is there is replaced
  --board BOARD   ID or title of a board; without it, all boards
  --scope all     what is not agreed too, marked as such; without it, agreed plans only
  --lang LANG     language of headings, dates and amounts; en if none is named
  --ends-only     in an .ics, plans of more than a week stand as two days, their first and their last`;

/** Writes the calendar into a file, while people work. */
export const exportCommand: Command = {
  summary: 'write the calendar of agreed plans into a file, while people work',
  usage: USAGE,
  async run(args) {
    const values = flagsOf(
      args,
      {
        data: { type: 'string' },
        to: { type: 'string' },
        board: { type: 'string' },
        scope: { type: 'string', default: 'agreed' },
        lang: { type: 'string', default: 'en' },
        'ends-only': { type: 'boolean', default: false },
      },
      USAGE,
    );
    if (values.data === undefined || values.to === undefined)
      throw new Error(`Name the directory with --data and the file with --to.\n\n${USAGE}`);
    const format = oneOf(CALENDAR_FORMATS, extname(values.to).slice(1).toLowerCase(), 'the ending of --to');
    const to = placeOf(values.to);
    const bytes = await exportCalendar(resolve(values.data), {
      format,
      scope: oneOf(SCOPES, values.scope, '--scope'),
      lang: oneOf(EXPORT_LANGUAGES, values.lang, '--lang'),
      endsOnly: values['ends-only'],
      ...(values.board === undefined ? {} : { board: values.board }),
    });
    replaceFile(to, bytes);
    process.stdout.write(`Saved to ${values.to}.\n`);
  },
};

/** @throws Error that says what there is */
function oneOf<T extends string>(known: readonly T[], given: string, what: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined)
    throw new Error(`"${given}" is nothing for ${what}. There are: ${known.join(', ')}.\n\n${USAGE}`);
  return found;
}
