import { type RunningS3, startCephRgw, startPostgres } from '@h986/stores/provision';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, openStreet, type Street, smallTruck } from './testing/street.ts';

type RunningPostgres = Awaited<ReturnType<typeof startPostgres>>;
let street: Street;

const servers = await startServers().catch((error: Error) => {
  // In CI there must be both.
  if (process.env.CI) throw error;
  process.stderr.write(`beyond one machine: skipped, ${error.message}\n`);
  return null;
});

async function startServers(): Promise<{ s3: RunningS3; postgres: RunningPostgres }> {
  const [s3, postgres] = await Promise.all([startCephRgw(), startPostgres()]);
  return { s3, postgres };
}

beforeAll(async () => {
  if (!servers) return;
  const { s3, postgres } = servers;
  street = await openStreet({
    env: {
      S3_ENDPOINT: s3.endpoint,
      S3_REGION: s3.region,
      S3_ACCESS_KEY: s3.accessKey,
      S3_SECRET_KEY: s3.secretKey,
      DATABASE_URL: postgres.url,
    },
  });
});
afterAll(async () => {
  await street?.close();
  await Promise.all([servers?.s3.stop(), servers?.postgres.stop()]);
});

test.skipIf(!servers)(
  'with S3 for the evidence and PostgreSQL for the records a scan is the same scan, to the decision',
  async () => {
    const scanId = await street.trigger();
    expect(await street.awaitingReview(scanId)).toMatchObject({ extent: 'whole', lines: 1_200, linesLost: 0 });
    expect(await street.storedDigest(scanId)).toBe(digestOf(smallTruck()));

    await street.analyst.call('takeLease', { params: { scanId } });
    const { revision } = await street.analyst.call('getScan', { params: { scanId } });
    const body = { kind: 'inspect', reason: 'not-penetrated', revision } as const;
    await street.analyst.call('decide', { params: { scanId }, body });
    expect(await street.officer.call('listDecisions', {})).toMatchObject([{ scanId, kind: 'inspect', by: 'analyst' }]);
    expect(await street.officer.call('auditStatus')).toMatchObject({ ok: true });
  },
);

test.skipIf(!servers)('kill -9 of bridge and pipeline at once, over S3: bit-exact all the same', async () => {
  const scanId = await street.trigger();
  await street.linesStored(scanId, 2);
  street.house.parts.bridge.kill('SIGKILL');
  street.house.parts.pipeline.kill('SIGKILL');
  expect(await street.awaitingReview(scanId)).toMatchObject({ extent: 'whole', linesLost: 0 });
  expect(await street.storedDigest(scanId)).toBe(digestOf(smallTruck()));
});
