export * from './asked.ts';
export * from './comparison.ts';
export * from './joined-verdict.ts';
export * from './known-risk.ts';
