import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ContainerNumber, DomainError, errorCode, LaneId } from '@h986/domain';
import { readStoredScan, startSimulator, storedFromPicture } from '@h986/fixtures';
import { readPicture } from '@h986/imaging';
import { openLog } from '@h986/stores';
import { startHouse } from './house/house.ts';
import { joinRunning } from './house/running.ts';
import { type ScanReport, sendScan } from './scan/send.ts';

const USAGE = `npm run scan -- FILE [options]
  FILE                    .npy (uint16, rows x columns x 2) or 16-bit TIFF with two pages (high, low), already normalised;
                          or a .scan.json of npm run phantom, with its own dark and air lines
  --container NUMBER      ISO 6346; may be given twice
  --rate LINES_PER_S|max  how fast the scanner sends (default 100)
  --cuts N                times that the connection is cut in mid-scan (default 0)
  --pitch LINExCHANNEL    mm at the container's centre plane (default 8.1x4.6)
  --running               through the system that npm start runs, on a lane of its own
  --json                  one JSON object on standard output, nothing else`;

try {
  const report = await main();
  if (report) process.exitCode = 0;
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function main(): Promise<ScanReport | null> {
  const { file, containers, rate, cuts, pitch, running, json } = readArguments();
  const stored = file.endsWith('.scan.json')
    ? await readStoredScan(file)
    : storedFromPicture(await readPicture(await readFile(file), file), pitch);
  const log = openLog('scan', process.env.LOG_LEVEL ?? 'error');
  const simulator = await startSimulator({
    serial: 'replay',
    scans: [() => stored],
    lineRateHz: rate,
    misbehave: { cut: { times: cuts } },
  });
  const lane = LaneId.parse(`scan-${process.pid}`);
  const lanes = [
    {
      lane,
      driver: 'niip' as const,
      host: '127.0.0.1',
      controlPort: simulator.controlPort,
      dataPort: simulator.dataPort,
    },
  ];
  const folder = await mkdtemp(join(tmpdir(), 'h986-scan-'));
  try {
    const system = running
      ? await joinRunning({ lanes, folder, log })
      : await startHouse({ dataDir: folder, lanes, log });
    try {
      const report = await sendScan({
        url: system.url,
        users: system.users,
        objects: system.objects,
        lane,
        containers,
      });
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : inWords(report));
      return report;
    } finally {
      await system.stop();
    }
  } finally {
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      container: { type: 'string', multiple: true, default: [] },
      rate: { type: 'string', default: '100' },
      cuts: { type: 'string', default: '0' },
      pitch: { type: 'string', default: '8.1x4.6' },
      running: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new DomainError('usage', USAGE);
  const [linePitchMm, channelPitchMm] = values.pitch.split('x').map(Number);
  const rate = values.rate === 'max' ? ('max' as const) : positive(values.rate, '--rate');
  return {
    file,
    containers: values.container.map(containerNumber),
    rate,
    cuts:
      Number.isInteger(Number(values.cuts)) && Number(values.cuts) >= 0 ? Number(values.cuts) : positive('', '--cuts'),
    pitch: { linePitchMm: positive(linePitchMm, '--pitch'), channelPitchMm: positive(channelPitchMm, '--pitch') },
    running: values.running,
    json: values.json,
  };
}

function containerNumber(text: string): ContainerNumber {
  const parsed = ContainerNumber.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new DomainError(parsed.error.issues[0]?.message ?? 'container-number-shape', `not a container number: ${text}`);
}

function positive(value: unknown, option: string): number {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number) || number <= 0)
    throw new DomainError('usage', `${option} is not a positive number\n${USAGE}`);
  return number;
}

function inWords({ scanId, verdict, algorithms, findings, lines, linesLost, rawSha256, timings }: ScanReport): string {
  const mm = (v: number): string => `${Math.round(v)}`;
  return [
    `scan       ${scanId}`,
    `verdict    ${verdict}`,
    ...algorithms.map((a) => `algorithm  ${a.name} ${a.version}: ${a.state}`),
    ...findings.map(
      ({ kind, score, box }) =>
        `finding    ${kind} ${score.toFixed(2)} at ${mm(box.mm.x)}, ${mm(box.mm.y)} mm, ${mm(box.mm.w)} x ${mm(box.mm.h)} mm`,
    ),
    `lines      ${lines}, ${linesLost} lost`,
    `raw        sha256 ${rawSha256}`,
    `times      scan ${timings.scanMs} ms, verdict ${timings.afterLastLineMs} ms after the last line, ${timings.totalMs} ms in all`,
    '',
  ].join('\n');
}
