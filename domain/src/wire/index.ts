export * from './crc32c.ts';
export * from './frame.ts';
export * from './lines.ts';
export * from './messages.ts';
