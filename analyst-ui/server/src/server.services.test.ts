import { spawn } from 'node:child_process';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  keys,
  Order,
  type OrderJob,
  Recorded,
  readConfig,
  type ScanId,
  type ScanState,
  type ScanSummary,
  type ServerEvent,
} from '@h986/domain';
import {
  findJson,
  jobKinds,
  type ObjectStore,
  openFolderStore,
  openLog,
  openProgressSender,
  openSender,
  openWorker,
  type ProgressSender,
} from '@h986/stores';
import { type RunningPostgres, type RunningRedis, startPostgres, startRedis } from '@h986/stores/provision';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ServerEnv } from './config.ts';
import { type RunningServer, startServer } from './server.ts';
import { signedIn } from './testing/client.ts';
import { type EventReader, readEvents } from './testing/event-stream.ts';
import { FIRST, newScanId, orderOf, putOrder, putResult, putStrip, resultOf } from './testing/hand-made.ts';

const isScan =
  (scanId: ScanId, state: ScanState) =>
  (event: ServerEvent): boolean =>
    event.kind === 'scan' && event.scan.scanId === scanId && event.scan.state === state;

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

async function environment(more: Record<string, string> = {}): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'h986-server-'));
  return {
    PORT: '0',
    DEMO: '1',
    LANES: 'lane-1',
    LOG_LEVEL: 'silent',
    REDIS_URL: redis.url,
    RECORDS_TEMPLATE: process.env.RECORDS_TEMPLATE ?? join(folder, 'template.tar'),
    QUEUE_PREFIX: `t${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`,
    DATA_DIR: join(folder, 'data'),
    OBJECT_FOLDER: join(folder, 'objects'),
    ...more,
  };
}

const start = (env: Record<string, string>): Promise<RunningServer> => startServer(readConfig(ServerEnv, env));
const passwordOf = (server: RunningServer, name: string): string =>
  server.demoUsers?.find((user) => user.name === name)?.password ?? '';

describe.each(['PGlite', 'PostgreSQL'])('the server on %s', (which) => {
  let postgres: RunningPostgres | undefined;
  let env: Record<string, string>;
  let server: RunningServer;
  let objects: ObjectStore;
  let events: EventReader;

  beforeAll(async () => {
    postgres = which === 'PostgreSQL' ? await startPostgres() : undefined;
    env = await environment({ SWEEP_MS: '500', ...(postgres && { DATABASE_URL: postgres.url }) });
    server = await start(env);
    objects = await openFolderStore(env.OBJECT_FOLDER ?? '');
    const officer = await signedIn(server.url, 'officer', passwordOf(server, 'officer'));
    events = await readEvents(server.url, officer.cookie);
  });
  afterAll(async () => {
    await server.close();
    await objects.close();
    await postgres?.stop();
  });
  const queue = () => ({ redisUrl: redis.url, prefix: env.QUEUE_PREFIX ?? '' });

  /** What is told before the connection stands is lost, as hints may be: wait until one has come through. */
  async function connectedSender(): Promise<ProgressSender> {
    const sender = openProgressSender(queue());
    const scanId = newScanId();
    const told = setInterval(() => sender.tell({ kind: 'strip-stored', scanId, strip: 0 }), 50);
    await events.until((event) => event.kind === 'progress' && event.progress.kind === 'strip-stored');
    clearInterval(told);
    return sender;
  }

  test('a scan goes from its order over its lane to the browsers of those who decide', async () => {
    const arrived: OrderJob[] = [];
    const bridge = openWorker(jobKinds.orders('lane-1'), async (job) => void arrived.push(job), {
      ...queue(),
      log: openLog('test', 'silent'),
    });
    const operator = await signedIn(server.url, 'operator', passwordOf(server, 'operator'));
    const body = { lane: 'lane-1', containers: ['CSQU3054383'], trigger: true };
    const { scanId } = (await (await operator.send('POST', '/api/scans', body)).json()) as ScanSummary;
    await expect.poll(() => arrived[0]).toMatchObject({ scanId, lane: 'lane-1', abort: false });
    const order = await findJson(objects, keys.order(scanId), Order);
    if (!order) throw new Error('the order is not in the object store');

    const progress = await connectedSender();
    progress.tell({ kind: 'armed', scanId, lane: 'lane-1' });
    await events.until(isScan(scanId, 'armed'));
    progress.tell({ kind: 'began', scanId, lane: 'lane-1', expectedLines: 512 });
    await events.until(isScan(scanId, 'scanning'));
    progress.tell({ kind: 'lines', scanId, lane: 'lane-1', lines: 100, linesLost: 0 });
    await events.until((event) => event.kind === 'progress' && event.progress.kind === 'lines');
    progress.tell({ kind: 'sealed', scanId, lines: 512, linesLost: 0, extent: 'whole' });
    await events.until(isScan(scanId, 'analysing'));

    await putResult(objects, resultOf(order));
    const pipeline = openSender(jobKinds.results, queue());
    await pipeline.add({ v: 1, scanId, revision: FIRST });
    const event = await events.until(isScan(scanId, 'awaiting-review'));
    expect(event).toMatchObject({ scan: { verdict: 'clear', lines: 512, linesLost: 0 } });
    await expect.poll(() => findJson(objects, keys.recorded(scanId, FIRST), Recorded)).toMatchObject({ scanId });

    await Promise.all([bridge.close(), progress.close(), pipeline.close()]);
  });

  test('a result whose job was lost is recorded all the same', async () => {
    const scanId = newScanId();
    await putResult(objects, resultOf(orderOf(scanId)));
    await events.until(isScan(scanId, 'awaiting-review'));
  });

  test('lines of a lane that ordered nothing show up', async () => {
    const scanId = newScanId();
    await putOrder(objects, orderOf(scanId, { origin: 'unsolicited', containers: [] }));
    await putStrip(objects, scanId, 0);
    await events.until(isScan(scanId, 'scanning'));
  });

  test('a stream ends when its user signs out', async () => {
    const analyst = await signedIn(server.url, 'analyst', passwordOf(server, 'analyst'));
    const stream = await readEvents(server.url, analyst.cookie);
    await analyst.send('DELETE', '/api/session');
    await stream.ended;
  });

  test('a second start finds yesterday’s scans, accounts and passwords', async () => {
    const before = await server.close().then(() => passwordOf(server, 'analyst'));
    server = await start(env);
    expect(passwordOf(server, 'analyst')).toBe(before);
    const analyst = await signedIn(server.url, 'analyst', before);
    const list = (await (await analyst.get('/api/scans?view=review')).json()) as ScanSummary[];
    expect(list).toHaveLength(2);
  });
});

test('while the database is away callers are told to try again', async () => {
  const postgres = await startPostgres();
  const server = await start(await environment({ DATABASE_URL: postgres.url }));
  const analyst = await signedIn(server.url, 'analyst', passwordOf(server, 'analyst'));
  expect((await analyst.get('/api/health')).status).toBe(200);
  await postgres.kill();
  // Whoever served a connection may answer once more before he sees that the database is gone.
  await expect.poll(async () => (await analyst.get('/api/scans')).status).toBe(503);
  const away = await analyst.get('/api/scans');
  expect(away.status).toBe(503);
  expect(await away.json()).toMatchObject({ code: 'records-unreachable' });
  expect(away.headers.get('retry-after')).toBe('2');
  expect((await analyst.get('/api/health')).status).toBe(503);
  await server.close();
  await postgres.stop();
});

test('a server without any account says what to set', async () => {
  const env = await environment({ DEMO: '0' });
  await expect(start(env)).rejects.toMatchObject({
    code: 'no-users',
    message: expect.stringContaining('ADMIN_PASSWORD'),
  });
  const server = await start({ ...env, ADMIN_PASSWORD: 'long enough to be good' });
  await signedIn(server.url, 'admin', 'long enough to be good');
  await server.close();
});

test('the process announces where it listens, and ends in good order within ten seconds of SIGTERM, streams open or not', async () => {
  const env = await environment();
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const announced = join(env.DATA_DIR ?? '', 'server.json');
  await expect.poll(() => readFile(announced, 'utf8').catch(() => '')).toContain('"url"');
  const { url, pid } = JSON.parse(await readFile(announced, 'utf8')) as { url: string; pid: number };
  expect(pid).toBe(child.pid);

  const file = join(env.DATA_DIR ?? '', 'demo-users.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const users = JSON.parse(await readFile(file, 'utf8')) as { name: string; password: string }[];
  const { cookie } = await signedIn(url, 'analyst', users.find((user) => user.name === 'analyst')?.password);
  const stream = await readEvents(url, cookie);
  child.kill('SIGTERM');
  await stream.ended;
  expect(await ended).toBe(0);
  await expect(stat(announced)).rejects.toMatchObject({ code: 'ENOENT' });
});
