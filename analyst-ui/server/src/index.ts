export { DemoUsers } from './accounts/first-users.ts';
export { verifyDatabase } from './audit-verify.ts';
export { type ServerConfig, ServerEnv } from './config.ts';
export { openApiDocument } from './http/openapi.ts';
export { type RunningServer, startServer } from './server.ts';
