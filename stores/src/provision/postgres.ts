import { execFileSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError } from '@h986/domain';
import { findCommand, lastLines, provide, run } from './debian.ts';
import { firstAnswer, type Service, startService, temporaryFolder, withFreePort } from './service.ts';

export interface RunningPostgres extends Service {
  /** For `DATABASE_URL`. */
  url: string;
  port: number;
  /** Its data; gone after `stop`. */
  folder: string;
}

/**
 * A PostgreSQL of our own on loopback with an empty temporary database, which is deleted on `stop`. Anybody on this
 * machine may connect: for tests.
 *
 * @throws {DomainError} `service-missing`, `service-start`
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const initdb = await provide({ what: 'PostgreSQL', commands: ['initdb'], packages: ['postgresql'] });
  const beside = join(dirname(initdb), 'postgres');
  const command = (await findCommand(['postgres'])) ?? beside;

  const folder = await temporaryFolder('postgres');
  // PostgreSQL refuses to run as root; Debian's package brings a user for it.
  const user = process.getuid?.() === 0 ? 'postgres' : undefined;
  if (user) await chown(folder.path, ...idsOf(user));
  const data = join(folder.path, 'data');
  await makeDatabase(initdb, data, user);

  return withFreePort(undefined, async (port) => {
    const service = await startService({
      what: 'PostgreSQL',
      command,
      args: ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ready: () => answers(port),
      // Fast shut-down: does not wait for clients to leave.
      stopSignal: 'SIGINT',
      user,
    });
    return {
      ...service,
      port,
      folder: folder.path,
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        await service.stop();
        await folder.remove();
      },
    };
  });
}

async function makeDatabase(initdb: string, data: string, user: string | undefined): Promise<void> {
  const make = [initdb, '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  const become = user ? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
  const [command = '', ...args] = [...become, ...make];
  const { code, output } = await run(command, args, { LC_ALL: 'C' });
  if (code !== 0) throw new DomainError('service-start', `initdb failed: ${lastLines(output)}`);
}

function idsOf(user: string): [uid: number, gid: number] {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }).trim());
  return [id('-u'), id('-g')];
}

/** `R`, an authentication answer, to a start-up message (protocol 3.0): while it recovers it answers `E`. */
function answers(port: number): Promise<boolean> {
  const user = Buffer.from('user\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + user.length, 0);
  head.writeUInt32BE(0x0003_0000, 4);
  return firstAnswer(port, Buffer.concat([head, user])).then((answer) => answer?.startsWith('R') ?? false);
}
