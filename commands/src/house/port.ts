import { createServer } from 'node:net';
import { DomainError } from '@h986/domain';

/**
 * Whoever listens on a port already would answer in our server's place, and his answer be taken for ours.
 *
 * @param port 0: any that is free
 * @throws {DomainError} `port-taken`
 */
export async function checkPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new DomainError(
      'port-taken',
      `something listens on port ${port} already: stop it, or choose another, PORT=8081 npm start`,
      { details: { port } },
    );
  });
  await new Promise((resolve) => server.close(resolve));
}
