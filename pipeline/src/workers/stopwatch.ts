/** Milliseconds by stage. */
export type Timings = Record<string, number>;

/** Where a job's time goes. */
export interface Stopwatch {
  /** Adds the wall time of a stage. */
  time<T>(stage: string, work: () => Promise<T> | T): Promise<T>;
  /** As `time`, and its processor time as `<stage>Cpu`. Only true for work beside which nothing else runs. */
  timeWithCpu<T>(stage: string, work: () => Promise<T>): Promise<T>;
  /** Milliseconds so far, with `total` (wall) and `cpu` (processor) since the start. */
  timings(): Timings;
}

export function startStopwatch(): Stopwatch {
  const started = performance.now();
  const startedCpu = process.cpuUsage();
  const stages: Timings = {};
  const add = (stage: string, ms: number): void => {
    stages[stage] = (stages[stage] ?? 0) + ms;
  };
  const time: Stopwatch['time'] = async (stage, work) => {
    const from = performance.now();
    try {
      return await work();
    } finally {
      add(stage, performance.now() - from);
    }
  };
  return {
    time,
    async timeWithCpu(stage, work) {
      const from = process.cpuUsage();
      try {
        return await time(stage, work);
      } finally {
        add(`${stage}Cpu`, cpuMs(process.cpuUsage(from)));
      }
    },
    timings() {
      const all = { ...stages, total: performance.now() - started, cpu: cpuMs(process.cpuUsage(startedCpu)) };
      return Object.fromEntries(Object.entries(all).map(([stage, ms]) => [stage, Math.round(ms * 100) / 100]));
    },
  };
}

/** Sums by stage, each stage's name behind a prefix. */
export function sumTimings(prefix: string, all: readonly Timings[]): Timings {
  const sums: Timings = {};
  for (const timings of all) {
    for (const [stage, ms] of Object.entries(timings)) {
      const key = `${prefix}.${stage}`;
      sums[key] = Math.round(((sums[key] ?? 0) + ms) * 100) / 100;
    }
  }
  return sums;
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;
