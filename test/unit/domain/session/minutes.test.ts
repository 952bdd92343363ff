import { describe, expect, it } from 'vitest';
import {
  digestOfMinutes,
  minutesOf,
  roundsOf,
  type AgendaItem,
  type MinutesOf,
} from '../../../../shared/domain/session/minutes';
import type { SessionCommand, StoredCommand } from '../../../../shared/domain/session/commands';
import { minutesMarkdown, type RoundOutcome } from '../../../../shared/export/minutes';
import { campaign, Log, PLAN as PLAN_ID, PROMISE } from '../support';

const item = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  id,
  session: 's',
  kind: 'plan',
  ref: '',
  title: `Punkt ${id}`,
  minutes: 10,
  rank: id,
  remarks: '',
  ...more,
});

type Given = readonly [command: SessionCommand, head?: number];
const PLAN: SessionCommand = { type: 'plan', title: 'Workshop', facilitator: 'ida', minutes: 60 };
function commands(...given: Given[]): StoredCommand[] {
  let last = 0;
  return [[PLAN] as Given, ...given].map(([command, head], index) => {
    last = head ?? last;
    return { rev: index + 1, cmd: `c${index}`, by: 'ida', at: index * 60_000, head: last, command };
  });
}
const made = (more: Partial<MinutesOf>): MinutesOf => ({
  session: 's',
  board: 'b',
  commands: [],
  entries: [],
  agenda: [item('a'), item('b'), item('other', { session: 'another' })],
  removed: [],
  tasks: [],
  titles: new Map([['p', 'Frühjahr']]),
  threads: new Map([['t', 'p']]),
  present: [],
  touched: [],
  ...more,
});

describe('minutes', () => {
  it('[SESSION-31] put everything at the item that was talked about, by the order of the host', () => {
    const material = campaign();
    const log = new Log()
      .submit(material)
      .append('policy-changed')
      .decide('approve', material, 'vera', { promise: PROMISE });
    const minutes = minutesOf(
      made({
        entries: log.entries,
        commands: commands(
          [{ type: 'start' }, 0],
          [{ type: 'item', item: 'a' }, 1],
          [{ type: 'hand', up: true }, 1],
          [{ type: 'item', item: 'b' }, 3],
          [{ type: 'item', item: 'a' }, 3],
          [{ type: 'close', digest: 'x' }, 3],
        ),
        touched: [
          { rev: 2, kind: 'plan', id: 'p' },
          { rev: 4, kind: 'plan', id: 'p' },
          { rev: 5, kind: 'thread', id: 't' },
          { rev: 6, kind: 'plan', id: 'q' },
        ],
      }),
    );
    expect(
      minutes.items.map(({ item: id, plans, comments, decisions }) => [
        id,
        plans.map((p) => p.id),
        comments.length,
        decisions.map(({ seq }) => seq),
      ]),
    ).toEqual([
      [null, ['p'], 0, [1]],
      ['a', ['p', 'q'], 0, [3]],
      ['b', [], 1, []],
    ]);
    expect(minutes.items[1]?.decisions[0]).toMatchObject({
      verdict: 'approve',
      promise: PROMISE,
      plan: PLAN_ID,
    });
    expect(minutes.open).toEqual([]);
  });

  it('[SESSION-53] say what is promised in return by what was decided, and what came of what was promised before', () => {
    const material = campaign();
    const returnPromise = [
      { what: 'presentation' as const, text: 'Beim Kunden', dueOn: '2027-02-01' },
      { what: 'customer-letter' as const, text: 'An alle', dueOn: '2027-03-01' },
    ];
    const log = new Log().submit(material, 'max', { returnPromise });
    log.decide('request-changes', material, 'kim').decide('approve', material, 'vera', { promise: PROMISE });
    const task = {
      id: 'kept',
      text: 'Brief',
      ownerId: 'max',
      dueOn: '',
      doneOn: '2027-03-02',
      outcome: 'Raus',
    };
    const given = made({
      entries: log.entries,
      agenda: [item('plan'), item('due', { kind: 'promise', ref: '3/1' })],
      removed: [item('off', { kind: 'task', ref: 'kept', remarks: 'Steht im Raum' }), item('never')],
      tasks: [{ ...task, from: 'elsewhere', promise: { seq: 3, index: 1 } }],
      titles: new Map([[PLAN_ID, 'Frühjahr']]),
      commands: commands(
        // The plan was submitted long before.
        [{ type: 'start' }, 1],
        [{ type: 'item', item: 'plan' }, 1],
        [{ type: 'item', item: 'due' }, 3],
        [{ type: 'item', item: 'off' }, 3],
      ),
    });
    const minutes = minutesOf(given);
    expect(minutes.items.map(({ item: id, tasks, remarks }) => [id, tasks.length, remarks])).toEqual([
      ['plan', 0, ''],
      ['due', 1, ''],
      ['off', 1, 'Steht im Raum'],
    ]);
    const [decided, due] = minutes.items;
    expect(decided?.decisions.map(({ seq, inReturn }) => [seq, inReturn])).toEqual([
      [2, undefined],
      [3, { by: 'max', promises: returnPromise }],
    ]);
    expect(due?.promised).toEqual({
      seq: 3,
      index: 1,
      plan: PLAN_ID,
      title: 'Frühjahr',
      by: 'max',
      promise: returnPromise[1],
    });
    expect(minutes.open).toEqual([]);
    const memberName = (id: string) => ({ max: 'Max', vera: 'Vera' })[id] ?? '';
    const text = minutesMarkdown(minutes, { lang: 'de', memberName, outcomes: [], seated: {} });
    const letter = '- Gegenleistung (Max): Kundenbrief: An alle (bis 1. März 2027)';
    expect(text.split(letter)).toHaveLength(3);
    expect(text).toContain('- Gegenleistung (Max): Präsentation: Beim Kunden (bis 1. Februar 2027)');
    expect(text).toContain('- Aufgabe: Brief (Max, erledigt: Raus)');
    const nowhere = ['3/7', '1/0', '9/0', 'x'].map((ref) => item(ref, { kind: 'promise', ref }));
    const others = minutesOf({
      ...given,
      agenda: nowhere,
      commands: commands(
        [{ type: 'start' }],
        ...nowhere.map(({ id }): Given => [{ type: 'item', item: id }]),
      ),
    });
    expect(others.items.map(({ promised }) => promised)).toEqual(nowhere.map(() => undefined));
  });

  it('[SESSION-33] say how often it was reopened, and nothing of what happened while it was closed', () => {
    const log = new Log()
      .submit(campaign())
      .submit(campaign({ goal: 'Neu' }))
      .submit(campaign({ goal: 'Noch neuer' }));
    const minutes = minutesOf(
      made({
        entries: log.entries,
        commands: commands(
          [{ type: 'start' }, 0],
          [{ type: 'item', item: 'a' }],
          [{ type: 'close', digest: 'x' }, 1],
          [{ type: 'reopen' }, 2],
        ),
      }),
    );
    expect([minutes.reopened, minutes.items.map(({ decisions }) => decisions.map(({ seq }) => seq))]).toEqual(
      [1, [[1, 3]]],
    );
    expect(minutes.open).toEqual([{ item: 'b', title: 'Punkt b', parked: false }]);
  });

  it('[SESSION-30] have a digest of what they say, whoever makes them and in which order it lay', () => {
    const given = made({
      commands: commands([{ type: 'start' }]),
      present: [
        { member: 'b', walkIn: false },
        { member: 'a', walkIn: true },
      ],
    });
    const turned = { ...given, present: given.present.toReversed(), agenda: given.agenda.toReversed() };
    expect(digestOfMinutes(minutesOf(turned))).toBe(digestOfMinutes(minutesOf(given)));
    const other = { ...given, agenda: [item('a', { title: 'Anders' })] };
    expect(digestOfMinutes(minutesOf(other))).not.toBe(digestOfMinutes(minutesOf(given)));
    expect(
      digestOfMinutes(
        minutesOf(
          made({ agenda: [item('a', { remarks: '\ud800' })], commands: commands([{ type: 'start' }]) }),
        ),
      ),
    ).toMatch(/^[0-9a-f]{64}$/);
  });

  it('[SESSION-34] read well in German and English, and take no text for markup', () => {
    const material = campaign();
    const note = 'Zwei # Kollegen helfen';
    const log = new Log()
      .submit(material, 'max', { decideBy: '2026-12-04' })
      .decide('approve', material, 'vera', { promise: PROMISE, note, onBehalfOf: 'eva' });
    const minutes = minutesOf(
      made({
        entries: log.entries,
        agenda: [
          item('a', { title: '# [Klick](http://x)', remarks: '# Kein Titel\n\n- keine Liste <b>' }),
          item('b'),
        ],
        commands: commands(
          [{ type: 'start' }, 0],
          [{ type: 'item', item: 'a' }],
          [{ type: 'park', item: 'b' }],
        ),
        titles: new Map([[PLAN_ID, 'Frühjahr']]),
        present: [{ member: 'eva', walkIn: true }],
      }),
    );
    const memberName = (id: string) => ({ vera: 'Vera *Kurz*', eva: 'Eva' })[id] ?? '';
    const german = minutesMarkdown(minutes, { lang: 'de', memberName, outcomes: [], seated: {} });
    expect(german.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# Niederschrift: Workshop',
      '## \\# \\[Klick\\](http://x)',
      '## Offen für das nächste Mal',
    ]);
    expect(german).toContain('- Anwesend: Eva (neu dazugekommen)');
    expect(german).toContain(
      '**Frühjahr**: freigegeben, Vera \\*Kurz\\* in Vertretung von Eva (Protokoll Nr. 2)',
    );
    expect(german).toContain('\n  - Dazu: Zwei \\# Kollegen helfen');
    expect(german).toContain('- Punkt b (vertagt)');
    expect(german).toContain('> \\# Kein Titel\n> - keine Liste \\<b\\>');
    expect(german).toContain('eingereicht, Unbekannt (Protokoll Nr. 1)');
    // Whoever looks for a name finds it.
    const many = {
      ...minutes,
      present: ['p10', 'oe', 'p2', 'z'].map((member) => ({ member, walkIn: false })),
    };
    const names = new Map([
      ['p10', 'Person 10'],
      ['oe', 'Özlem'],
      ['p2', 'Person 2'],
      ['z', 'Zoë'],
    ]);
    const nameOf = (id: string) => names.get(id) ?? '';
    expect(minutesMarkdown(many, { lang: 'de', memberName: nameOf, outcomes: [], seated: {} })).toContain(
      '- Anwesend: Özlem, Person 2, Person 10, Zoë\n',
    );
    const english = minutesMarkdown(minutes, { lang: 'en', memberName, outcomes: [], seated: {} });
    expect(english).toContain('**Frühjahr**: approved, Vera \\*Kurz\\* on behalf of Eva (record no. 2)');
    expect(english).toContain('## Open for next time');
    expect(english).toMatch(/^- Began: \d{1,2} [A-Z][a-z]+ \d{4} at /m);
  });

  it('[SESSION-38] say what came of rounds, in words, as far as it is not erased', () => {
    const minutes = minutesOf(
      made({
        entries: ['n', 'v', 'e', 'p', 'few'].reduce(
          (log, round) => log.append('round-closed', { body: { round } }),
          new Log(),
        ).entries,
        commands: commands([{ type: 'start' }, 0], [{ type: 'item', item: 'a' }]),
      }),
    );
    expect(roundsOf(minutes)).toEqual(['n', 'v', 'e', 'p', 'few']);
    const on = [
      { id: 'x', label: 'Eins' },
      { id: 'y', label: 'Zwei' },
    ];
    const outcomes: RoundOutcome[] = [
      {
        id: 'n',
        state: 'closed',
        kind: 'notes',
        title: 'Was hält ab?',
        answers: 3,
        result: { notes: [{ text: 'Der *Preis*', by: 'vera' }, { text: 'Lärm' }] },
      },
      {
        id: 'v',
        state: 'closed',
        kind: 'votes',
        title: '',
        answers: 2,
        on,
        result: { counts: { x: 1, y: 2 }, walkIns: { x: 1 }, hands: { x: 2 } },
      },
      {
        id: 'e',
        state: 'closed',
        kind: 'estimate',
        title: 'Messe',
        answers: 2,
        result: {
          enquiries: [10, 1200],
          closings: [3],
          median: 605,
          walkIns: { enquiries: [7], closings: [2, 4] },
        },
      },
      {
        id: 'p',
        state: 'closed',
        kind: 'pulse',
        title: '',
        result: { answers: 5, mean: 2.4, spread: 0.49, sentences: ['Gut.'] },
      },
      { id: 'few', state: 'closed', kind: 'pulse', title: '', result: { answers: 'too-few' } },
      { id: 'open', state: 'open', kind: 'notes', title: 'Zu früh' },
      { id: 'lost', state: 'lost', kind: 'pulse', title: '' },
    ];
    const text = minutesMarkdown(minutes, { lang: 'de', memberName: () => 'Vera', outcomes, seated: {} });
    expect(
      text
        .split('\n')
        .filter((line) => /^ *- /.test(line))
        .slice(3),
    ).toEqual([
      expect.stringMatching(/^- ab \d\d:\d\d$/),
      '- **Notizen: Was hält ab?** (3 Antworten, Protokoll Nr. 1)',
      '  - Der \\*Preis\\* (Vera)',
      '  - Lärm',
      '- **Abstimmung** (2 Antworten, Protokoll Nr. 2)',
      '  - Zwei: 2',
      '  - Eins: 1 (dazu 1 von Gästen, dazu 2 Handzeichen)',
      '- **Schätzung: Messe** (2 Antworten, Protokoll Nr. 3)',
      '  - Anfragen: 10 · 1.200, mittlerer Wert 605 (dazu 7 von Gästen)',
      '  - Abschlüsse: 3 (dazu 2 · 4 von Gästen)',
      '- **Stimmungsnote** (Protokoll Nr. 4)',
      '  - Note 2,4, Streuung 0,49, 5 Antworten',
      '  - Gut.',
      '- **Stimmungsnote** (Protokoll Nr. 5)',
      '  - zu wenige Antworten, nichts wird gezeigt',
      '- **Notizen: Zu früh** (noch nicht aufgedeckt)',
      '- **Stimmungsnote** (beim Wiederherstellen verloren)',
      '- Punkt b (nicht erreicht)',
    ]);
  });
});
