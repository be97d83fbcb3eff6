import { parseArgs } from 'node:util';
import { benchPhantom } from './bench/phantom.ts';
import { benchSimilar } from './bench/similar.ts';
import { benchStreet } from './bench/street.ts';
import { benchViewer } from './bench/viewer.ts';

/** `npm run bench`: every figure that the README quotes, `name value unit` a line. `--only street|phantom|similar|viewer`, `--quick` for a first look. */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const wanted = (part: string): boolean => values.only === undefined || values.only === part;
if (wanted('phantom')) await benchPhantom();
if (wanted('similar')) benchSimilar();
if (wanted('viewer')) await benchViewer({ quick: values.quick });
if (wanted('street')) await benchStreet({ quick: values.quick });
