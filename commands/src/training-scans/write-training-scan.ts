import { keys, STRIP_LINES, type TrainingScan } from '@h986/domain';
import { openPreview } from '@h986/imaging';
import { encodePlane, type Transmission } from '@h986/pipeline';
import { jsonBytes, type ObjectStore, putOrAlarm } from '@h986/stores';

/** Puts a picture to learn from into the store, what is true of it last: until then nobody sees it. */
export async function writeTrainingScan(
  objects: ObjectStore,
  about: Omit<TrainingScan, 'v' | 'lines' | 'planes'>,
  scan: Transmission,
): Promise<void> {
  const { lines, channels } = scan.high;
  const preview = openPreview({ lines, ...about.geometry, channels });
  preview.add(0, scan.high);
  const planes = Math.ceil(lines / STRIP_LINES);
  for (let strip = 0; strip < planes; strip++) {
    const part = stripOf(scan, strip * STRIP_LINES);
    await putOrAlarm(objects, keys.trainingPlane(about.id, strip), await encodePlane(strip * STRIP_LINES, part));
  }
  await putOrAlarm(objects, keys.trainingPreview(about.id), await preview.png());
  const whole: TrainingScan = { v: 1, ...about, lines, planes };
  await putOrAlarm(objects, keys.trainingScan(about.id), jsonBytes(whole));
}

function stripOf({ high, low }: Transmission, from: number): Transmission {
  const { channels } = high;
  const lines = Math.min(STRIP_LINES, high.lines - from);
  const cut = ({ samples }: Transmission['high']) => ({
    lines,
    channels,
    samples: samples.slice(from * channels, (from + lines) * channels),
  });
  return { high: cut(high), low: cut(low) };
}
