import { parseArgs } from 'node:util';
import { benchPhantom } from './bench/phantom.ts';
import { benchStreet } from './bench/street.ts';

/** `npm run bench`: every figure that the README quotes, `name value unit` a line. `--only street|phantom`, `--quick` for a first look. */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
if (values.only !== 'street') await benchPhantom();
if (values.only !== 'phantom') await benchStreet({ quick: values.quick });
