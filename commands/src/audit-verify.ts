import { verifyDatabase } from '@h986/analyst-ui-server';
import { type ChainStatus, errorCode } from '@h986/domain';
import { type Api, signIn } from './api.ts';
import { readDemoUsers } from './house/house.ts';
import { dataFolder, findRunning, type Running } from './house/running.ts';
import { signInAs } from './scan/send.ts';

/** `npm run audit:verify`: one line about the audit chain; ends with 1 when it is broken. */
try {
  const running = await findRunning(dataFolder()).catch(() => null);
  const status = running ? await askServer(running) : await verifyDatabase({ DATA_DIR: dataFolder(), ...process.env });
  process.stdout.write(`${inWords(status)}\n`);
  process.exitCode = status.ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`audit: ${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

/** While the server runs only it opens the records: a risk officer asks it. */
async function askServer({ url, dataDir }: Running): Promise<ChainStatus> {
  const { AUDIT_USER: name, AUDIT_PASSWORD: password = '' } = process.env;
  const officer: Api = name
    ? await signIn(url, name, password)
    : await signInAs('risk-officer', url, await readDemoUsers(dataDir));
  try {
    return await officer.call('auditStatus');
  } finally {
    await officer.call('signOut');
  }
}

function inWords({ ok, length, head, firstBroken }: ChainStatus): string {
  return ok
    ? `audit: ok, ${length} events, head ${head}`
    : `audit: BROKEN at event ${firstBroken} of ${length}, head ${head}`;
}
