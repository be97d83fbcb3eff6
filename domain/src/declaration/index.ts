export * from './csv/read.ts';
export * from './csv/write.ts';
export { MAX_FILE_BYTES } from './decode.ts';
export * from './faults.ts';
export * from './filed.ts';
export * from './import.ts';
export * from './json.ts';
export * from './match.ts';
