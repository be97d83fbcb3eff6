export * from './observation.ts';
export * from './outline.ts';
export * from './quality.ts';
export * from './reading.ts';
export * from './scanner-quality.ts';
