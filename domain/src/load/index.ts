export * from './observation.ts';
export * from './quality.ts';
export * from './reading.ts';
