import type { Handlers } from '../http/handler.ts';
import type { Tools } from '../tools.ts';
import { scannerQuality } from './scanner-quality.ts';

export function qualityHandlers({ db }: Tools): Pick<Handlers, 'getScannerQuality'> {
  return { getScannerQuality: ({ params }) => scannerQuality(db, params.lane) };
}
