export * from './ceph-rgw.ts';
export * from './debian.ts';
export * from './postgres.ts';
export * from './redis.ts';
export * from './service.ts';
