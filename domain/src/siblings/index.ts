export * from './align.ts';
export * from './differences.ts';
export * from './features.ts';
export * from './limits.ts';
export * from './odd-one.ts';
