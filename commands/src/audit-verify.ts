import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyDatabase } from '@h986/analyst-ui-server';
import { ChainStatus, DomainError, Problem } from '@h986/domain';
import { z } from 'zod';

/** What the start command announces in the data folder, as far as it matters here. */
const Running = z.object({
  url: z.url(),
  pid: z.number().int(),
  demo: z.object({ riskOfficer: z.object({ name: z.string(), password: z.string() }).optional() }).optional(),
});
type Running = z.infer<typeof Running>;
type Environment = Record<string, string | undefined>;

await main().catch((error: unknown) => {
  console.error(error instanceof DomainError ? `audit: ${error.code}: ${error.message}` : error);
  process.exitCode = 1;
});

/** `npm run audit:verify`: one line about the audit chain; ends with 1 when it is broken. */
async function main(): Promise<void> {
  const running = await findRunning(process.env);
  const status = running
    ? await askServer(running, process.env)
    : await verifyDatabase({ LOG_LEVEL: 'silent', ...process.env });
  if (status.ok) {
    console.log(`audit: ok, ${status.length} events, head ${status.head}`);
    return;
  }
  console.log(`audit: BROKEN at event ${status.firstBroken} of ${status.length}, head ${status.head}`);
  process.exitCode = 1;
}

/** The server that runs on this data folder; one whose process is gone has only left its note behind. */
async function findRunning(env: Environment): Promise<Running | null> {
  const text = await readFile(join(env.DATA_DIR ?? 'data', 'running.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const running = Running.parse(JSON.parse(text));
  try {
    process.kill(running.pid, 0);
    return running;
  } catch {
    return null;
  }
}

/** @throws {DomainError} `audit-sign-in` when nothing says as whom to ask, or the server refuses. */
async function askServer({ url, demo }: Running, env: Environment): Promise<ChainStatus> {
  const given = env.AUDIT_USER ? { name: env.AUDIT_USER, password: env.AUDIT_PASSWORD ?? '' } : demo?.riskOfficer;
  if (!given)
    throw new DomainError('audit-sign-in', 'set AUDIT_USER and AUDIT_PASSWORD to a risk officer: the server runs');
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  await refuseProblem(signedIn);
  const cookie = (signedIn.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  try {
    const answer = await fetch(`${url}/api/audit/status`, { headers: { cookie } });
    await refuseProblem(answer);
    return ChainStatus.parse(await answer.json());
  } finally {
    await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie } }).catch(() => {});
  }
}

async function refuseProblem(response: Response): Promise<void> {
  if (response.ok) return;
  const problem = Problem.safeParse(await response.json().catch(() => null));
  throw new DomainError(
    'audit-sign-in',
    problem.success ? problem.data.detail : `the server answers ${response.status}`,
  );
}
