import { syntheticScan } from '@h986/fixtures';
import { figure, median, progress } from './figures.ts';
import { type Measured, measure } from './measure.ts';

const RATE_HZ = 100;
const MB = 1024 * 1024;

/** The whole house: how long a verdict takes and what it costs, as ratios within one run. */
export async function benchStreet({ quick }: { quick: boolean }): Promise<void> {
  /** An 18 m truck at 0.4 m/s: 4,500 lines of 1,500 channels at 100 lines a second. Quick: a tenth of it. */
  const lines = quick ? 450 : 4_500;
  const times = quick ? 1 : 5;
  const truck = (length: number) =>
    syntheticScan({ seed: 1, lines: length, channels: 1_500, linePitchMm: 4, channelPitchMm: 2.8, cargo: 'mixed' });
  const scan = truck(lines);

  progress(`streamed, ${times} x ${lines / RATE_HZ} s ...`);
  const streamed = await measure({ scan, lineRateHz: RATE_HZ, times });
  progress(`stored first, then processed, ${Math.min(3, times)} x ${lines / RATE_HZ} s ...`);
  const stored = await measure({ scan, lineRateHz: RATE_HZ, times: Math.min(3, times), storeFirst: true });
  progress('memory: once, then once at four times the length ...');
  const once = await measure({ scan, lineRateHz: RATE_HZ, times: 1 });
  const longer = await measure({ scan: truck(4 * lines), lineRateHz: RATE_HZ, times: 1 });

  const of = (runs: Measured[], value: (run: Measured) => number): number => median(runs.map(value));
  const verdictMs = of(streamed.runs, (r) => r.verdictMs);
  figure('verdict_after_last_line', verdictMs / 1000, 's');
  figure(
    'verdict_over_scan',
    of(streamed.runs, (r) => r.verdictMs / r.scanMs),
    'ratio',
  );
  figure('streamed_over_stored', verdictMs / of(stored.runs, (r) => r.verdictMs), 'ratio');
  figure(
    'pipeline_cpu_over_inference_cpu',
    of(streamed.runs, (r) => r.pipelineCpuMs / r.inferenceCpuMs),
    'ratio',
  );
  figure('verdict_time_at_4x_length', of(longer.runs, (r) => r.verdictMs) / of(once.runs, (r) => r.verdictMs), 'ratio');
  figure('bridge_memory_at_4x_length', longer.peaks.bridgeBytes / once.peaks.bridgeBytes, 'ratio');
  figure('pipeline_memory_at_4x_length', longer.peaks.pipelineBytes / once.peaks.pipelineBytes, 'ratio');
  figure('bridge_memory_peak', longer.peaks.bridgeBytes / MB, 'MiB');
  figure('pipeline_memory_peak', longer.peaks.pipelineBytes / MB, 'MiB');
  const busyMs = of(streamed.runs, (r) => r.pipelineCpuMs + r.bridgeCpuMs);
  figure('containers_an_hour_a_core', 3_600_000 / busyMs, 'scans');
}
