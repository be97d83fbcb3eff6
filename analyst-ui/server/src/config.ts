import { fileURLToPath } from 'node:url';
import { LaneId, milliseconds, Password, type ReadingPolicyName, readingPolicies } from '@h986/domain';
import { StoresEnv } from '@h986/stores';
import { z } from 'zod';

/** Lane ids as a JSON array or separated by commas. */
const lanes = z
  .string()
  .default('')
  .transform((text, context) => {
    const ids = text.trim().startsWith('[') ? parseJson(text) : text.split(',').map((id) => id.trim());
    const parsed = z.array(LaneId).safeParse(Array.isArray(ids) ? ids.filter((id) => id !== '') : ids);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'lane-id-shape' });
    return z.NEVER;
  });

/** Everything that the server takes from its environment, read once at start. */
export const ServerEnv = StoresEnv.extend({
  /** 0 takes any free port; `server.json` in the data folder says which. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  /** PostgreSQL; without it the records are an embedded PGlite in `DATA_DIR/records`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** A file that a new embedded database begins as, made by the first. */
  RECORDS_TEMPLATE: z.string().optional(),
  /** Makes the demo accounts, with passwords made at random at the first start. */
  DEMO: z.stringbool().default(false),
  /** Makes the account `admin` where there is none yet. */
  ADMIN_PASSWORD: Password.optional(),
  LANES: lanes,
  /** The built page. */
  WEB_DIST: z.string().default(fileURLToPath(new URL('../../web/dist', import.meta.url))),
  /** Proxies whose `X-Forwarded-*` headers are believed (Express `trust proxy`). */
  TRUST_PROXY: z.string().default('loopback'),
  /** How long after the trigger an order may still arm a scanner. */
  ORDER_TTL_MS: milliseconds(120_000),
  /** Which first readings are read once more, blind: a name in `domain/src/reading-policy.ts`. */
  READING_POLICY: z.enum(Object.keys(readingPolicies) as [ReadingPolicyName, ...ReadingPolicyName[]]).default('single'),
  /** Whether analysts choose what they read, or are handed one of the most urgent scans. */
  ASSIGNMENT: z.enum(['open', 'assigned']).default('open'),
  /** How long a scanner's check with its test object holds; 0: this site asks for none. */
  CHECK_WITHIN_HOURS: z.coerce.number().min(0).max(8_760).default(24),
  LEASE_MS: milliseconds(5 * 60_000),
  SWEEP_MS: milliseconds(30_000),
  /** No new strip and no seal for so long: the scan goes to a person as it is. */
  NO_PROGRESS_MS: milliseconds(60_000),
  /** Armed, and no line, for so long: the scan has failed. */
  ARMED_MS: milliseconds(120_000),
  /** Sealed, and no result, for so long: the scan goes to a person without one. */
  NO_RESULT_MS: milliseconds(120_000),
});
export type ServerConfig = z.infer<typeof ServerEnv>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
