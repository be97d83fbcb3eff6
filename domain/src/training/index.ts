export * from './scan.ts';
export * from './score.ts';
