import { parseArgs } from 'node:util';
import { syntheticScan } from '@h986/fixtures';
import { type Measured, measure } from './bench/measure.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
/** An 18 m truck at 0.4 m/s: 4,500 lines of 1,500 channels at 100 lines a second. Quick: a tenth of it, for a first look. */
const LINES = values.quick ? 450 : 4_500;
const RATE_HZ = 100;
const TIMES = values.quick ? 1 : 5;
const MB = 1024 * 1024;

const progress = (text: string): void => void process.stderr.write(`${text}\n`);
const figure = (name: string, value: number, unit: string): void =>
  void process.stdout.write(`${name} ${Number(value.toPrecision(3))} ${unit}\n`);

const scan = syntheticScan({
  seed: 1,
  lines: LINES,
  channels: 1_500,
  linePitchMm: 4,
  channelPitchMm: 2.8,
  cargo: 'mixed',
});
const long = syntheticScan({
  seed: 1,
  lines: 4 * LINES,
  channels: 1_500,
  linePitchMm: 4,
  channelPitchMm: 2.8,
  cargo: 'mixed',
});

progress(`streamed, ${TIMES} x ${LINES / RATE_HZ} s ...`);
const streamed = await measure({ scan, lineRateHz: RATE_HZ, times: TIMES });
progress(`stored first, then processed, ${Math.min(3, TIMES)} x ${LINES / RATE_HZ} s ...`);
const stored = await measure({ scan, lineRateHz: RATE_HZ, times: Math.min(3, TIMES), storeFirst: true });
progress('memory: once, then once at four times the length ...');
const once = await measure({ scan, lineRateHz: RATE_HZ, times: 1 });
const longer = await measure({ scan: long, lineRateHz: RATE_HZ, times: 1 });

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
figure('containers_an_hour_a_core', 3_600_000 / of(streamed.runs, (r) => r.pipelineCpuMs + r.bridgeCpuMs), 'scans');

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
