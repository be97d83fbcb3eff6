import { z } from 'zod';
import { DomainError } from './errors.ts';

/**
 * A process's whole configuration from its environment, at once.
 *
 * @throws {DomainError} `config` naming every bad or missing variable, not only the first.
 */
export function readConfig<S extends z.ZodType>(schema: S, env: Record<string, string | undefined>): z.output<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.message}`);
  throw new DomainError('config', `bad environment: ${faults.join('; ')}`, { details: { faults } });
}

/** A time in ms from the environment. */
export const milliseconds = (preset: number) => z.coerce.number().int().positive().default(preset);
