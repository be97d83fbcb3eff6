import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, Role, UserName } from '@h986/domain';
import { z } from 'zod';
import type { ChangeTools } from '../records/change.ts';
import { COST_OF_RANDOM, hashPassword } from './password.ts';
import { createUser, listUsers } from './users.ts';

/** `demo-users.json` in the data folder: what the start command prints. */
export const DemoUsers = z.array(z.object({ name: UserName, role: Role, password: z.string() }));
export type DemoUsers = z.infer<typeof DemoUsers>;

const DEMO_ACCOUNTS = [
  { name: 'operator', displayName: 'Demo operator', role: 'operator' },
  { name: 'analyst', displayName: 'Demo analyst', role: 'analyst' },
  { name: 'analyst2', displayName: 'Demo analyst 2', role: 'analyst' },
  { name: 'officer', displayName: 'Demo risk officer', role: 'risk-officer' },
  { name: 'admin', displayName: 'Demo administrator', role: 'administrator' },
] as const;

export interface FirstUsersOptions {
  demo: boolean;
  adminPassword?: string | undefined;
  dataDir: string;
}

/**
 * Sees to it that somebody can sign in.
 *
 * @returns the demo accounts where they were asked for
 * @throws {DomainError} `no-users` when there is no account and nothing says how to make one.
 */
export async function ensureUsers(tools: ChangeTools, options: FirstUsersOptions): Promise<DemoUsers | null> {
  const names = new Set((await listUsers(tools.db)).map((user) => user.name));
  if (options.demo) return ensureDemoUsers(tools, options.dataDir, names);
  if (names.size > 0) return null;
  if (options.adminPassword === undefined) {
    throw new DomainError(
      'no-users',
      'there is no account yet: set ADMIN_PASSWORD to make `admin`, or DEMO=1 for demo accounts',
    );
  }
  const admin = { name: 'admin', displayName: 'Administrator', role: 'administrator', locale: null } as const;
  await createUser(tools, { ...admin, password: options.adminPassword }, 'system');
  return null;
}

async function ensureDemoUsers(tools: ChangeTools, dataDir: string, names: Set<string>): Promise<DemoUsers> {
  const file = join(dataDir, 'demo-users.json');
  const known = await readDemoUsers(file);
  const users = known ?? (await writeDemoUsers(file));
  for (const account of DEMO_ACCOUNTS) {
    const password = users.find((user) => user.name === account.name)?.password;
    if (password === undefined) continue;
    if (!names.has(account.name)) {
      await createUser(tools, { ...account, locale: null, password }, 'system', COST_OF_RANDOM);
    }
    // The file was lost: nobody knows the old passwords any more, so the new ones count.
    else if (!known) await setPassword(tools, account.name, password);
  }
  return users;
}

async function setPassword({ db }: ChangeTools, name: string, password: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ password: await hashPassword(password, COST_OF_RANDOM) })
    .where('name', '=', name)
    .execute();
}

async function readDemoUsers(file: string): Promise<DemoUsers | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : DemoUsers.parse(JSON.parse(text));
}

async function writeDemoUsers(file: string): Promise<DemoUsers> {
  const users = DEMO_ACCOUNTS.map(({ name, role }) => ({
    name,
    role,
    password: randomBytes(12).toString('base64url'),
  }));
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return users;
}
