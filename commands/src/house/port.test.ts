import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { checkPort } from './port.ts';

test.each([
  '127.0.0.1',
  '0.0.0.0',
])('a port on which somebody listens at %s is not ours, and the way out is named', async (host) => {
  const other = createServer().listen(0, host);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(checkPort(port)).rejects.toMatchObject({
    code: 'port-taken',
    message: expect.stringContaining('PORT='),
    details: { port },
  });
  other.close();
  await once(other, 'close');
  await expect(checkPort(port)).resolves.toBeUndefined();
});

test('any that is free will do where none is asked for', async () => {
  await expect(checkPort(0)).resolves.toBeUndefined();
});
