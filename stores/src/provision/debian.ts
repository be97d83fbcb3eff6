import { spawn } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { DomainError } from '@h986/domain';

/** A program that we need beside ours, and where it comes from on Debian. */
export interface Program {
  /** What to call it in a message, e.g. `Redis`. */
  what: string;
  /** Any one of these commands will do, the first found is taken. */
  commands: string[];
  packages: string[];
}

/**
 * The path of the program; installed from Debian's packages when it is not there and we may.
 *
 * @throws {DomainError} `service-missing` with one line that says what to install.
 */
export async function provide(program: Program): Promise<string> {
  const found = await findCommand(program.commands);
  if (found) return found;
  await install(program);
  const installed = await findCommand(program.commands);
  if (installed) return installed;
  throw missing(program, `its packages are installed, but none of ${program.commands.join(', ')} is there`);
}

/** Where a command lies: on PATH, or where Debian keeps what is not for everybody's PATH. Null when nowhere. */
export async function findCommand(commands: string[]): Promise<string | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', ...(await postgresFolders())];
  for (const command of commands) {
    for (const folder of folders.filter(Boolean)) {
      const path = join(folder, command);
      if (await isExecutable(path)) return path;
    }
  }
  return null;
}

async function install(program: Program): Promise<void> {
  const packages = program.packages.join(' ');
  const aptGet = await findCommand(['apt-get']);
  if (!aptGet) throw missing(program, 'there is no apt-get here');
  if (process.getuid?.() !== 0) throw missing(program, `as root: apt-get install ${packages}`);

  process.stderr.write(`${program.what} is not here: installing ${packages} from Debian's packages\n`);
  // Lists may be missing (a fresh machine) or stale: then fetch them, once, and try again.
  const get = `${aptGet} -qq -o DPkg::Lock::Timeout=300`;
  const script = `${get} install -y --no-install-recommends "$@" || { ${get} update && ${get} install -y --no-install-recommends "$@"; }`;
  const inShell = ['sh', '-c', script, 'sh', ...program.packages];
  // Several test processes want the same package at once; flock lets go by itself when its holder dies.
  const flock = await findCommand(['flock']);
  const [command = 'sh', ...args] = flock ? [flock, '/tmp/h986-provision.lock', ...inShell] : inShell;
  const { code, output } = await run(command, args);
  if (code !== 0) throw missing(program, `apt-get install ${packages} failed: ${lastLines(output)}`);
}

function missing({ what, commands, packages }: Program, why: string): DomainError {
  return new DomainError(
    'service-missing',
    `${what} is needed: install ${commands.join(' or ')} (Debian: ${packages.join(' ')}); ${why}`,
  );
}

interface Ended {
  code: number | null;
  output: string;
}

/** Runs a command to its end, keeping what it said. */
export function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', ...env },
    });
    let output = '';
    const keep = (text: Buffer): void => {
      output = (output + text.toString()).slice(-16_384);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' | ');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Debian keeps each PostgreSQL's programs in a folder of its version; the newest first. */
async function postgresFolders(): Promise<string[]> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`);
}
