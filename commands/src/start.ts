import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errorCode, LaneId, readConfig } from '@h986/domain';
import type { LaneConfig } from '@h986/scanner-bridge';
import { openLog } from '@h986/stores';
import { freePort } from '@h986/stores/provision';
import { z } from 'zod';
import { buildPage } from './house/build-page.ts';
import { foreignStores } from './house/environment.ts';
import { type House, repository, startHouse } from './house/house.ts';
import { lockFolder } from './house/lock.ts';
import { checkPort } from './house/port.ts';
import { type Running, runningFile } from './house/running.ts';
import { supervise } from './house/supervise.ts';

const StartEnv = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  DATA_DIR: z.string().default(join(repository, 'data')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Lines a second of the simulated scanner. */
  SIM_LINE_RATE: z.coerce.number().positive().default(100),
});

start().catch((error: Error) => {
  process.stderr.write(`${errorCode(error)}: ${error.message}\n`);
  process.exit(1);
});

/** The whole system on this machine, with a simulated lane, until Ctrl-C. */
async function start(): Promise<void> {
  const env = readConfig(StartEnv, process.env);
  const dataDir = resolve(env.DATA_DIR);
  const log = openLog('start', env.LOG_LEVEL);
  const unlock = await lockFolder(dataDir);
  await checkPort(env.PORT);
  const stopped = stopSignal();
  say('Building the page ...');
  await buildPage();
  say('Starting Redis, server, pipeline and bridge ...');
  const controlPort = await freePort();
  const dataPort = await freePort();
  const lanes = demoLanes(dataDir, controlPort, dataPort);
  const house = await startHouse({
    dataDir,
    lanes,
    log,
    port: env.PORT === 0 ? undefined : env.PORT,
    env: foreignStores(process.env),
  });
  const simulator = supervise({
    name: 'simulator',
    entry: join(repository, 'fixtures/src/simulator/main.ts'),
    env: {
      SIM_CONTROL_PORT: String(controlPort),
      SIM_DATA_PORT: String(dataPort),
      SIM_LINE_RATE: String(env.SIM_LINE_RATE),
      SIM_TRUCKS: 'demo',
      SIM_SEED: process.env.SIM_SEED ?? String(freshSeed()),
    },
    logFile: join(dataDir, 'logs', 'simulator.log'),
    log,
  });
  const running: Running = { url: house.url, pid: process.pid, dataDir, stores: house.stores };
  await writeFile(runningFile(dataDir), JSON.stringify(running), { mode: 0o600 });
  greet(house);

  await stopped;
  say('\nStopping ...');
  await rm(runningFile(dataDir), { force: true });
  await simulator.stop();
  await house.stop();
  await unlock();
  say('Stopped. Everything is kept; npm start finds it again.');
  process.exit(0);
}

/** Other trucks each time: the very same one again would be rightly suspected. Below the seeds that nothing may be made of. */
function freshSeed(): number {
  return Math.floor(Date.now() / 1000) % 700_000;
}

function demoLanes(dataDir: string, controlPort: number, dataPort: number): LaneConfig[] {
  return [
    { lane: LaneId.parse('lane-1'), driver: 'niip', host: '127.0.0.1', controlPort, dataPort },
    {
      lane: LaneId.parse('pictures'),
      driver: 'drop-folder',
      folder: join(dataDir, 'drop'),
      linePitchMm: 8.1,
      channelPitchMm: 4.6,
      highMv: 6,
      lowMv: 4,
      fullScale: 65_535,
    },
  ];
}

function greet({ url, users, dataDir }: House): void {
  say(`
  The scan desk is at  ${url}

${users.map(({ name, role, password }) => `    ${name.padEnd(10)} ${password.padEnd(22)} ${role}`).join('\n')}

  lane-1 is a simulated scanner with trucks of simulated cargo: order a scan as the operator.
  Pictures put into ${join(dataDir, 'drop')} (.npy, 16-bit TIFF) are taken as unsolicited scans.

  Embedded stores: evidence is in ${join(dataDir, 'objects')}, synced before it is acknowledged. The records (PGlite) are not
  synced at each transaction: decisions of the last moment may not survive a power cut. Use PostgreSQL, Redis and S3
  (docker-compose.yml) for work that counts.

  Ctrl-C stops everything.
`);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        asked += 1;
        // The second time somebody means it.
        if (asked > 1) process.exit(1);
        resolve();
      });
    }
  });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
