export * from './check.ts';
export * from './generic.ts';
export * from './judge.ts';
export * from './limits.ts';
export * from './scanner-checks.ts';
export * from './test-object.ts';
