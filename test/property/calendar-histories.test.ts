import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { CalendarFiles, type CalendarAsked } from '../../server/exchange/calendar-files';
import type { BoardRoom } from '../../server/board/board-room';
import { calendarOf } from '../../shared/domain/calendar/calendar';
import { addDays } from '../../shared/domain/dates';
import type { Material } from '../../shared/domain/plan';
import { planStatus } from '../../shared/domain/status';
import { timelinePlan } from '../../shared/domain/timeline/items';
import { spanOf } from '../../shared/domain/timeline/span';
import { timelinePictures } from '../../shared/export/picture/timeline-pictures';
import type { Shown } from '../../server/storage/tables/board/shown';
import { BOARDS, plan, TestBoard } from '../unit/export/support';
import { seeded, type Random } from '../support/random';

const HISTORIES = Number(process.env['HANDSCHLAG_ICS_HISTORIES'] ?? 40);
const SEED = Number(process.env['HANDSCHLAG_ICS_SEED'] ?? 1);
const STEPS = 14;
const ALL = [
  ['/usr/bin/python3', 'read-icalendar.py'],
  ['/usr/bin/python3', 'read-vobject.py'],
  ['php', 'read-sabre.php'],
] as const;
/** Other people's libraries, which have to be installed for it. */
const READERS = process.env['HANDSCHLAG_ICS_READERS'] === '1' ? ALL : [];

const PLANS = ['p1', 'p2', 'p3'] as const;

const ODD = [
  '',
  ', und; mehr',
  ' \\n',
  '\nzweite Zeile',
  ' „Größe“ 🤝',
  ' END:VEVENT',
  ` ${'lang '.repeat(30)}ß`,
  '"',
];

/** A board to which people do things, with the files that its host makes. */
class History {
  readonly board = new TestBoard();
  readonly #random: Random;
  readonly #shown = new Map<string, Shown>();
  #document = 0;
  #texts = 0;
  readonly files: CalendarFiles;
  /** Half of all histories are taken with long plans as two days. */
  readonly endsOnly: boolean;

  constructor(seed: number) {
    this.endsOnly = seed % 2 === 0;
    this.#random = seeded(seed);
    const { board } = this;
    const room = {
      settled: async () => undefined,
      get record() {
        return { entries: board.record, refresh: async () => undefined };
      },
      document: {
        planIds: () => board.planIds(),
        plan: (id: string) => board.plan(id),
      },
    } as unknown as BoardRoom;
    this.files = new CalendarFiles({
      storage: {
        members: async () => [],
        shown: async () => new Map(this.#shown),
        write: async ({ shown = [] }) => {
          for (const { board: of, plan: id, ...row } of shown) this.#shown.set(`${of}/${id}`, row);
          return 'written';
        },
        recordHead: async () => ({ seq: board.record.length, hash: String(board.record.length) }),
        documentVersion: async () => this.#document,
      },
      clock: { now: () => Date.parse(this.now) },
      device: () => undefined,
      company: () => 'Wärme AG',
      inBoard: (_id, task) => task(room),
    });
  }

  get now(): string {
    return this.board.record.at(-1)?.at ?? '2026-11-01T09:00:00Z';
  }

  /** Does one thing to one of three plans, as a host would take it. */
  step(): void {
    const random = this.#random;
    const id = random.pick(PLANS);
    const { board } = this;
    const current = board.plan(id);
    const { state, agreement } = planStatus(id, current, board.record, this.now.slice(0, 10));
    this.#document += 1;
    if (!current) return void board.put(id, this.#text());
    const may: (() => unknown)[] = [
      () => board.put(id, this.#text()),
      () => board.put(id, plan({ ...current.material, title: `${titleOf(current.material)}!` })),
      () => board.submit(id),
    ];
    if (state === 'in-review') may.push(...Array.from({ length: 6 }, () => () => board.approve(id)));
    if (state === 'in-review')
      may.push(
        () => board.decide(id, 'decline'),
        () => board.state(id, 'recalled'),
      );
    if (agreement)
      may.push(
        () => board.retract(id),
        () => board.decide(id, 'request-changes'),
      );
    if (agreement)
      may.push(
        () => board.state(id, 'withdrawn'),
        () => board.remove(id),
        ...Array.from({ length: 4 }, () => () => board.agree(id, this.#text())),
      );
    if (state === 'agreed') may.push(() => board.state(id, 'launched'));
    random.pick(may)();
  }

  #text() {
    const start = addDays('2027-01-01', this.#random.below(300));
    return plan({
      title: `<T${++this.#texts}>${this.#random.pick(ODD)}`,
      start,
      end: addDays(start, this.#random.below(this.#random.pick([7, 60]))),
    });
  }

  async file(format: CalendarAsked['format']): Promise<string> {
    const { endsOnly } = this;
    const asked = { boards: BOARDS, title: 'Board', format, scope: 'agreed', lang: 'de', endsOnly } as const;
    const bytes = Buffer.concat((await this.files.file(asked)).pieces);
    if (format !== 'xlsx') return Buffer.from(bytes).toString('utf8');
    return Object.values(unzipSync(bytes))
      .map((part) => strFromU8(part))
      .join('\n')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>');
  }

  /** The agreed year as a picture for a wall, told apart by owner, channel or status. */
  picture(): string {
    const today = this.now.slice(0, 10);
    const items = PLANS.flatMap((id) => {
      const current = this.board.plan(id);
      const status = planStatus(id, current, this.board.record, today);
      const { material, digest } = current ?? { material: {}, digest: '' };
      return timelinePlan('b', { id, json: { id, ...material }, digest, status }).items;
    });
    return timelinePictures(
      {
        title: 'Board',
        facts: [],
        lang: 'de',
        items: items.filter(({ agreed }) => agreed),
        span: spanOf('year', '2027-01-01', 1),
        zoom: 'year',
        grouping: this.#random.pick(['department', 'channel', 'owner', 'status'] as const),
        firstMonth: 1,
        laneName: (key) => key,
      },
      { width: 1512, height: 1047, margin: 0 },
    )
      .join('\n')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>');
  }
}

interface Event {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly summary: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
}

const FIELDS = ['uid', 'sequence', 'status', 'summary', 'description', 'start', 'end'] as const;

function eventsIn(ics: string): Event[] {
  return new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent').map((event) => {
    const text = (name: string) => String(event.getFirstPropertyValue(name) ?? '');
    return {
      uid: text('uid'),
      sequence: Number(text('sequence')),
      status: text('status'),
      summary: text('summary'),
      description: text('description'),
      start: text('dtstart'),
      end: text('dtend'),
    };
  });
}

/** A calendar program: what it imported stays until a later version of it says otherwise (RFC 5546, 2.1.5). */
class Importer {
  readonly #known = new Map<string, Event>();

  /** @returns what no program could make sense of */
  import(events: readonly Event[]): string[] {
    return events.flatMap((event) => {
      const known = this.#known.get(event.uid);
      if (known && event.sequence < known.sequence) return [`${event.uid} fell to ${event.sequence}`];
      const isSame = known?.sequence === event.sequence;
      if (known && isSame && JSON.stringify(known) !== JSON.stringify(event))
        return [`${event.uid} changed in silence`];
      this.#known.set(event.uid, event);
      return [];
    });
  }

  get shown(): string[] {
    const shown = [...this.#known.values()].filter(({ status }) => status !== 'CANCELLED');
    return shown.map(({ uid, start, end }) => `${uid.split('@')[0]} ${start} ${end}`).sort();
  }
}

/** What a calendar program is to show of a plan that takes these days, a week or less in one event. */
function expected(planId: string, start: string, end: string, endsOnly: boolean): string[] {
  const event = (uid: string, first: string, last: string) => `${planId}${uid} ${first} ${addDays(last, 1)}`;
  return endsOnly && end > addDays(start, 6)
    ? [event('.start', start, start), event('.end', end, end)]
    : [event('', start, end)];
}

const titleOf = ({ title }: Material): string => (typeof title === 'string' ? title : '');

/** Titles that a text names. */
const titlesIn = (text: string) => new Set(text.match(/<T\d+>/g) ?? []);

describe('calendars of histories', () => {
  it('[EXPORT-5] [EXPORT-9] [EXPORT-2] [PICTURE-2] lead an importer to what is agreed, whenever he looks, and tell of nothing else', async () => {
    const files: { readonly ics: string; readonly events: readonly Event[] }[] = [];
    const seen = { agreed: 0, cancelled: 0, replaced: 0, drawn: 0 };
    for (let seed = SEED; seed < SEED + HISTORIES; seed++) {
      const history = new History(seed);
      const [always, atTimes] = [new Importer(), new Importer()];
      for (let step = 0; step < STEPS; step++) {
        history.step();
        const ics = await history.file('ics');
        const events = eventsIn(ics);
        files.push({ ics, events });
        const { items, departed } = calendarOf(
          history.board.plans(),
          history.board.record,
          'agreed',
          history.now.slice(0, 10),
        );
        const agreed = items
          .flatMap(({ planId, start, end }) => expected(planId, start, end, history.endsOnly))
          .sort();
        const told = new Set(
          [...items, ...departed].map(({ material }) => /<T\d+>/.exec(titleOf(material))?.[0]),
        );
        const where = { seed, step };
        for (const importer of step % 3 === seed % 3 || step === STEPS - 1 ? [always, atTimes] : [always]) {
          expect({ ...where, faults: importer.import(events) }).toEqual({ ...where, faults: [] });
          expect({ ...where, shown: importer.shown }).toEqual({ ...where, shown: agreed });
        }
        expect({ ...where, leaks: [...titlesIn(ics)].filter((title) => !told.has(title)) }).toEqual({
          ...where,
          leaks: [],
        });
        seen.agreed += items.length;
        seen.replaced += events.filter(({ summary }) => summary.startsWith('[Ersetzt]')).length;
        seen.cancelled += events.filter(({ status }) => status === 'CANCELLED').length;
        if (step < STEPS - 1) continue;
        const now = new Set(items.map(({ material }) => /<T\d+>/.exec(titleOf(material))?.[0]));
        for (const format of ['csv', 'json', 'xlsx'] as const)
          expect({ ...where, format, titles: titlesIn(await history.file(format)) }).toEqual({
            ...where,
            format,
            titles: now,
          });
        const drawn = titlesIn(history.picture());
        expect({ ...where, leaks: [...drawn].filter((title) => !now.has(title)) }).toEqual({
          ...where,
          leaks: [],
        });
        seen.drawn += drawn.size;
      }
    }
    expect(seen.agreed).toBeGreaterThan(HISTORIES);
    expect(seen.cancelled).toBeGreaterThan(HISTORIES / 2);
    expect(seen.replaced).toBeGreaterThanOrEqual(Math.floor(HISTORIES / 40));
    expect(seen.drawn).toBeGreaterThan(HISTORIES / 2);
    expect(READERS.flatMap(([command, script]) => readBy(command, script, files))).toEqual([]);
  });
});

/** Where another library reads something else than ours. */
function readBy(
  command: string,
  script: string,
  files: readonly { readonly ics: string; readonly events: readonly Event[] }[],
): string[] {
  const input = files.map(({ ics }) => `${JSON.stringify(ics)}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 2 ** 31 } as const;
  const { stdout, stderr, status } = spawnSync(command, [join(__dirname, '../support/ics', script)], options);
  if (status !== 0) return [`${script} ended with ${String(status)}: ${stderr}`];
  const lines = stdout.trimEnd().split('\n');
  // Words are what counts. python3-icalendar 4 takes a typed "\n" for a new line.
  const words = (events: readonly Event[]) =>
    JSON.stringify(
      events.map((event) =>
        FIELDS.map((name) =>
          String(event[name])
            .replace(/(\\n|\s)+/g, ' ')
            .trim(),
        ),
      ),
    );
  return files.flatMap(({ events }, index) => {
    const read = JSON.parse(lines[index] ?? '[]') as Event[];
    return words(read) === words(events)
      ? []
      : [`${script}, file ${index}: ${words(read)} instead of ${words(events)}`];
  });
}
