export * from './classes.ts';
export * from './lookup.ts';
