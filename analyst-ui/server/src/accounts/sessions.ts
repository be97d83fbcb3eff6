import { createHash, randomBytes } from 'node:crypto';
import { DomainError, type User } from '@h986/domain';
import { type ChangeTools, change } from '../records/change.ts';
import type { Db } from '../records/tables.ts';
import { checkPassword } from './password.ts';
import { toUser } from './users.ts';

/** Unused for so long, a session is over. */
export const IDLE_MS = 30 * 60_000;
/** However much it is used: one shift. */
export const ABSOLUTE_MS = 12 * 60 * 60_000;
/** How often the last use is written down: not at every strip that a page draws. */
const TOUCH_MS = 60_000;

export interface Session {
  user: User;
  /** SHA-256 of the id in the cookie: how we name a session without being able to use it. */
  hash: string;
}

/**
 * A new session for whoever knows the password.
 *
 * @returns the id for the cookie: 256 random bits, kept nowhere on our side
 * @throws {DomainError} `sign-in-refused`, the same for an unknown name, a wrong password and a disabled account.
 */
export async function signIn(
  tools: ChangeTools,
  { name, password }: { name: string; password: string },
): Promise<{ id: string; user: User }> {
  const row = await tools.db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst();
  const right = await checkPassword(password, row?.password ?? null);
  if (!row || !right || row.disabled) {
    // A name that nobody has may be a password typed in the wrong field: the log would keep it for ever.
    const subject = row ? name : '';
    await change(tools, async ({ audit }) => audit({ actor: 'system', action: 'sign-in-refused', subject }));
    throw new DomainError('sign-in-refused', 'name or password is wrong');
  }
  const id = randomBytes(32).toString('base64url');
  await change(tools, async ({ trx, at, audit }) => {
    await trx
      .insertInto('sessions')
      .values({ id_hash: hashOf(id), user_name: name, created_at: at, seen_at: at })
      .execute();
    audit({ actor: name, action: 'sign-in', subject: name });
  });
  return { id, user: toUser(row) };
}

/** The session of a cookie, null when it is over or never was; its use is noted. */
export async function findSession(db: Db, id: string, now: Date): Promise<Session | null> {
  const hash = hashOf(id);
  const row = await liveSessions(db, now).where('id_hash', '=', hash).executeTakeFirst();
  if (!row) return null;
  if (now.getTime() - row.seen_at.getTime() > TOUCH_MS) {
    await db.updateTable('sessions').set({ seen_at: now }).where('id_hash', '=', hash).execute();
  }
  return { user: toUser(row), hash };
}

/** Whether a session goes on; to ask is not to use it. */
export async function sessionLives(db: Db, hash: string, now: Date): Promise<boolean> {
  return (await liveSessions(db, now).where('id_hash', '=', hash).executeTakeFirst()) !== undefined;
}

export async function signOut(tools: ChangeTools, session: Session): Promise<void> {
  await change(tools, async ({ trx, audit }) => {
    await trx.deleteFrom('sessions').where('id_hash', '=', session.hash).execute();
    audit({ actor: session.user.name, action: 'sign-out', subject: session.user.name });
  });
}

export async function deleteEndedSessions(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('seen_at', '<=', before(now, IDLE_MS)), eb('created_at', '<=', before(now, ABSOLUTE_MS))]))
    .execute();
}

function liveSessions(db: Db, now: Date) {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.name', 'sessions.user_name')
    .selectAll('users')
    .select('sessions.seen_at')
    .where('sessions.seen_at', '>', before(now, IDLE_MS))
    .where('sessions.created_at', '>', before(now, ABSOLUTE_MS))
    .where('users.disabled', '=', false);
}

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);
const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');
