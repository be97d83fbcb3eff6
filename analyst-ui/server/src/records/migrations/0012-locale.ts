import { type Kysely, sql } from 'kysely';

/** A user of whom nobody knows the language reads what the browser is set to. Of the users there are, nobody can tell who asked for theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table users alter column locale drop not null').execute(db);
}
