export * from './asked.ts';
export * from './compare-declarations.ts';
export * from './comparison.ts';
export * from './densities.ts';
export * from './joined-verdict.ts';
export * from './known-risk.ts';
export * from './limits.ts';
