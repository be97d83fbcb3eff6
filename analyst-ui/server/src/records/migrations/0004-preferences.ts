import { type Kysely, sql } from 'kysely';

/** How each person has set the page up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table preferences (
        user_name text primary key references users (name),
        preferences jsonb not null
      )`,
    )
    .execute(db);
}
