import { provide } from './debian.ts';
import { firstAnswer, type Service, startService, withFreePort } from './service.ts';

export interface RedisOptions {
  /** Where the append-only file lies. Without one nothing outlives the process. */
  dir?: string;
  /** @defaultValue one that is free */
  port?: number;
  /** @defaultValue true when there is a `dir` */
  appendonly?: boolean;
}

export interface RunningRedis extends Service {
  url: string;
  port: number;
}

/**
 * A Redis of our own on loopback, as BullMQ needs it: it never evicts.
 *
 * @throws {DomainError} `service-missing`, `service-start`
 */
export async function startRedis(options: RedisOptions = {}): Promise<RunningRedis> {
  const { dir, appendonly = dir !== undefined } = options;
  const command = await provide({
    what: 'Redis',
    commands: ['redis-server', 'valkey-server'],
    packages: ['redis-server'],
  });
  return withFreePort(options.port, async (port) => {
    const service = await startService({
      what: 'Redis',
      command,
      args: settings({ dir, port, appendonly }),
      ready: () => answersPing(port),
    });
    return { ...service, port, url: `redis://127.0.0.1:${port}` };
  });
}

function settings({ dir, port, appendonly }: { dir?: string; port: number; appendonly: boolean }): string[] {
  const set: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    'maxmemory-policy': 'noeviction',
    appendonly: appendonly ? 'yes' : 'no',
    appendfsync: 'everysec',
    save: '',
    daemonize: 'no',
    loglevel: 'notice',
    ...(dir === undefined ? {} : { dir }),
  };
  return Object.entries(set).flatMap(([name, value]) => [`--${name}`, value]);
}

/** `+PONG` and nothing else: while it reads its file back it answers `-LOADING`. */
async function answersPing(port: number): Promise<boolean> {
  return (await firstAnswer(port, Buffer.from('PING\r\n')))?.startsWith('+PONG') ?? false;
}
