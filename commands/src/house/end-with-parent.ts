/**
 * Loaded before a supervised process: when whoever supervises it is gone, however it went, the process ends too. A bridge
 * without its house would otherwise go on alone and meet the next one at the same stores.
 */
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
