import { rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, readConfig } from '@h986/domain';
import { ServerEnv } from './config.ts';
import { startServer } from './server.ts';

/** After so long the process ends whatever is still open. */
const STOP_WITHIN_MS = 10_000;

await main().catch((error: unknown) => {
  const text = error instanceof DomainError ? `${error.code}: ${error.message}` : error;
  console.error('the server cannot start:', text);
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig(ServerEnv, process.env);
  const server = await startServer(config);
  // Whoever started us learns here where we are; a port of 0 is known only now.
  const announcement = join(config.DATA_DIR, 'server.json');
  await writeFile(`${announcement}.new`, JSON.stringify({ url: server.url, pid: process.pid }));
  await rename(`${announcement}.new`, announcement);

  const stop = (): void => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    server
      .close()
      .then(() => unlink(announcement).catch(() => {}))
      .then(() => process.exit(0))
      .catch(() => process.exit(1));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
