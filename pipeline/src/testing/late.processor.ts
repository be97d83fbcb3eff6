import { stripProcessor } from '../workers/sandbox.ts';

const BUSY_MS = 1_500;

/** A job whose failure nobody catches, after so long that its parent may have died meanwhile. */
process.on('message', (message: unknown) => {
  if (message !== 'fail late') return;
  const until = Date.now() + BUSY_MS;
  while (Date.now() < until);
  void Promise.reject(new Error('failed late'));
});

export default stripProcessor(new Promise(() => {}));
