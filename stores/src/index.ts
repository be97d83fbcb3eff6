export * from './config.ts';
export * from './folder-store.ts';
export * from './log.ts';
export * from './object-store.ts';
export * from './open.ts';
export * from './progress-stream.ts';
export * from './queue.ts';
export * from './s3-store.ts';
