import { type Kysely, sql } from 'kysely';

/** Answers to exercises: nothing of them touches scans, decisions or the audit chain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table exercise_answers (
      exercise text not null,
      user_name text not null references users (name),
      family text,
      answer text not null,
      place jsonb,
      seconds double precision not null,
      correct boolean not null,
      answered_at timestamptz(3) not null,
      primary key (exercise, user_name)
    )`,
    'create index exercise_answers_user on exercise_answers (user_name, answered_at)',
  ]) {
    await sql.raw(statement).execute(db);
  }
}
