import { DEFAULT_PREFERENCES, Preferences } from '@h986/domain';
import { sql } from 'kysely';
import type { Db } from '../records/tables.ts';

/** What this person has set, the rest as usual. */
export async function getPreferences(db: Db, name: string): Promise<Preferences> {
  const row = await db.selectFrom('preferences').select('preferences').where('user_name', '=', name).executeTakeFirst();
  return whole(row?.preferences);
}

/** Keeps what is given, in one statement: two windows of one person do not undo each other's. */
export async function setPreferences(db: Db, name: string, change: Partial<Preferences>): Promise<Preferences> {
  const { preferences } = await db
    .insertInto('preferences')
    .values({ user_name: name, preferences: JSON.stringify(change) })
    .onConflict((conflict) =>
      conflict.column('user_name').doUpdateSet({ preferences: sql`preferences.preferences || excluded.preferences` }),
    )
    .returning('preferences')
    .executeTakeFirstOrThrow();
  return whole(preferences);
}

/** What an older or newer version of the page has kept and this one does not understand is as usual. */
function whole(kept: Partial<Preferences> | undefined): Preferences {
  const parsed = Preferences.safeParse({ ...DEFAULT_PREFERENCES, ...kept });
  return parsed.success ? parsed.data : DEFAULT_PREFERENCES;
}
