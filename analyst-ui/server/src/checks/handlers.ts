import type { Handlers } from '../http/handler.ts';
import type { Tools } from '../tools.ts';
import { scannerChecks } from './scanner-checks.ts';

export function checkHandlers(tools: Tools): Pick<Handlers, 'getScannerChecks'> {
  return { getScannerChecks: ({ params }) => scannerChecks(tools, params.lane) };
}
