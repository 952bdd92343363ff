import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ProblemCode } from '../../shared/api/problems';
import type { RouteName } from '../../shared/api/routes';
import type { StatementKind } from '../../shared/domain/record';
import type { Observed } from '../base/ports';
import { ProcessMetrics } from './process-metrics';
import { observeStorage } from './storage-metrics';

/** How many sockets are open, by kind of room, and on how many boards. */
export interface OpenSockets {
  readonly board: number;
  readonly workspace: number;
  readonly boards: number;
}

/** What is looked at when somebody asks for the metrics. */
export interface Looks {
  /** Of the workspace. */
  readonly data: string;
  readonly sockets: () => OpenSockets;
}

/** Pages have no route of the contract. */
export type Route = RouteName | 'page';

const FAST = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const GROUPS = [1, 2, 5, 10, 25, 50, 100, 256];

/**
 * What a host counts of itself, in the words of Prometheus. Labels are routes, kinds and reasons, of which there are
 * some dozens; never members, boards or addresses.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #process = new ProcessMetrics(this.#registry);
  readonly #registers = [this.#registry];

  readonly #edits = new Counter({
    name: 'handschlag_edits_total',
    help: 'Edits of boards, by what became of them: committed, or why they were refused.',
    labelNames: ['result'],
    registers: this.#registers,
  });
  readonly #commits = new Histogram({
    name: 'handschlag_commit_seconds',
    help: 'From the moment a group of edits was taken up until it was durable and acknowledged.',
    buckets: FAST,
    registers: this.#registers,
  });
  readonly #groups = new Histogram({
    name: 'handschlag_commit_edits',
    help: 'Edits that shared one commit.',
    buckets: GROUPS,
    registers: this.#registers,
  });
  readonly #statements = new Counter({
    name: 'handschlag_statements_total',
    help: 'Statements about plans, by kind and answer: taken, or why not.',
    labelNames: ['kind', 'answer'],
    registers: this.#registers,
  });
  readonly #entries = new Counter({
    name: 'handschlag_record_entries_total',
    help: 'Entries appended to records since the start.',
    labelNames: ['record'],
    registers: this.#registers,
  });
  readonly #requests = new Counter({
    name: 'handschlag_http_requests_total',
    help: 'Requests answered, by route and class of status.',
    labelNames: ['route', 'status'],
    registers: this.#registers,
  });
  readonly #answers = new Histogram({
    name: 'handschlag_http_seconds',
    help: 'From a request to its answer.',
    buckets: FAST,
    registers: this.#registers,
  });
  readonly #limited = new Counter({
    name: 'handschlag_limited_total',
    help: 'What was refused for being too much, by limit.',
    labelNames: ['limit'],
    registers: this.#registers,
  });

  constructor(looks: Looks) {
    const registers = this.#registers;
    new Gauge({
      name: 'handschlag_sockets',
      help: 'Open sockets, by kind of room.',
      labelNames: ['room'],
      registers,
      collect() {
        const { board, workspace } = looks.sockets();
        this.set({ room: 'board' }, board);
        this.set({ room: 'workspace' }, workspace);
      },
    });
    new Gauge({
      name: 'handschlag_boards_open',
      help: 'Boards that somebody has open.',
      registers,
      collect() {
        this.set(looks.sockets().boards);
      },
    });
    observeStorage(looks.data, registers);
  }

  readonly observe = (observed: Observed): void => {
    switch (observed.what) {
      case 'commit':
        this.#commits.observe(observed.seconds);
        this.#groups.observe(observed.results.length);
        for (const result of observed.results) this.#edits.inc({ result });
        return;
      case 'entries':
        this.#entries.inc({ record: observed.record }, observed.count);
    }
  };

  answered(route: Route, status: number, seconds: number): void {
    this.#requests.inc({ route, status: `${Math.floor(status / 100)}xx` });
    this.#answers.observe(seconds);
  }

  stated(kind: StatementKind, answer: 'taken' | ProblemCode): void {
    this.#statements.inc({ kind, answer });
  }

  /** @param limit its name in the host's table of limits */
  limited(limit: string): void {
    this.#limited.inc({ limit });
  }

  /** Everything, as Prometheus reads it. */
  async page(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  close(): void {
    this.#process.close();
  }
}
