import { errorCode } from '@h986/domain';
import { readCalibrateArguments } from './calibrate/arguments.ts';
import { calibrateFromPhantoms } from './calibrate/from-phantoms.ts';
import { calibrateFromSite } from './calibrate/from-site.ts';
import { openTeller } from './evaluate/tell.ts';

// From which score on a model alarms: from phantoms, or from a site's own clean scans. See README, "How good it is".
try {
  const wanted = readCalibrateArguments(process.argv.slice(2));
  const teller = openTeller(process.stderr);
  const make = wanted.from === 'phantoms' ? calibrateFromPhantoms : calibrateFromSite;
  const files = await make(wanted, teller.tell);
  teller.clear();
  process.stdout.write(`${files.join('\n')}\n`);
  process.stderr.write(
    'What runs now goes on as it was: start the pipeline again, so that all of it reads the same.\n',
  );
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
