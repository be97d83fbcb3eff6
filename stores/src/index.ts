export * from './config.ts';
export * from './log.ts';
export * from './object-store.ts';
export * from './progress-stream.ts';
export * from './queue.ts';
