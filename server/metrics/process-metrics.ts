import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

const NANOSECONDS = 1e9;

/** What the process of a host uses. Not the library's own set: that one cannot be stopped again. */
export class ProcessMetrics {
  readonly #delay: IntervalHistogram;

  constructor(registry: Registry) {
    const registers = [registry];
    const delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
    this.#delay = delay;
    new Gauge({
      name: 'handschlag_event_loop_lag_seconds',
      help: 'How late things began since the last look, by quantile: whatever blocks shows here.',
      labelNames: ['quantile'],
      registers,
      collect() {
        const value = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / NANOSECONDS : 0);
        this.set({ quantile: '0.5' }, value(delay.percentile(50)));
        this.set({ quantile: '0.99' }, value(delay.percentile(99)));
        this.set({ quantile: '1' }, value(delay.max));
        delay.reset();
      },
    });
    new Gauge({
      name: 'process_resident_memory_bytes',
      help: 'Memory of the process.',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
    new Gauge({
      name: 'process_cpu_seconds_total',
      help: 'Processor time of the process.',
      registers,
      collect() {
        const { user, system } = process.cpuUsage();
        this.set((user + system) / 1e6);
      },
    });
    new Gauge({
      name: 'process_start_time_seconds',
      help: 'When the process started, in seconds since 1970.',
      registers,
    }).set(Math.round(Date.now() / 1000 - process.uptime()));
  }

  close(): void {
    this.#delay.disable();
  }
}
