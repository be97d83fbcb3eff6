import { DomainError, type Locale, type RouteBody, type User } from '@h986/domain';
import type { Selectable } from 'kysely';
import { type ChangeTools, change } from '../records/change.ts';
import type { Db, UserTable } from '../records/tables.ts';
import { hashPassword, type PasswordCost } from './password.ts';

export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('name').execute();
  return rows.map(toUser);
}

/** @throws {DomainError} `user-exists` */
export async function createUser(
  tools: ChangeTools,
  account: RouteBody<'createUser'>,
  actor: string,
  cost?: PasswordCost,
): Promise<User> {
  const { name, displayName, role, locale } = account;
  // Before the transaction: it takes long, and on one connection everybody would wait.
  const password = await hashPassword(account.password, cost);
  return change(tools, async ({ trx, at, audit }) => {
    const row = await trx
      .insertInto('users')
      .values({ name, display_name: displayName, role, locale, password, created_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new DomainError('user-exists', `there is an account ${name} already`, { details: { name } });
    audit({ actor, action: 'user-created', subject: name, detail: { role } });
    return toUser(row);
  });
}

export async function setLocale(db: Db, name: string, locale: Locale): Promise<User> {
  const row = await db
    .updateTable('users')
    .set({ locale })
    .where('name', '=', name)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toUser(row);
}

export function toUser(row: Selectable<UserTable>): User {
  const { name, display_name, role, locale, disabled } = row;
  return { name, displayName: display_name, role, locale, disabled };
}
