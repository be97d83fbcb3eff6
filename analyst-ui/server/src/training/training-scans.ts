import { DomainError, keys, TrainingId, TrainingScan } from '@h986/domain';
import { findJson, type ObjectStore } from '@h986/stores';

/** What there is to learn from, oldest first. Read anew when asked: commands add to it while the server runs. */
export async function trainingScans(objects: ObjectStore, kind: TrainingScan['kind']): Promise<TrainingScan[]> {
  const found: TrainingScan[] = [];
  for await (const key of objects.list(keys.allTraining, { shallow: true })) {
    const id = TrainingId.safeParse(key.slice(keys.allTraining.length).replace(/\/$/, ''));
    const scan = id.success ? await findTrainingScan(objects, id.data) : null;
    if (scan?.kind === kind) found.push(scan);
  }
  return found;
}

/** What is known of a picture never changes, so that each is read once. */
const known = new WeakMap<ObjectStore, Map<TrainingId, TrainingScan>>();

async function findTrainingScan(objects: ObjectStore, id: TrainingId): Promise<TrainingScan | null> {
  const read = known.get(objects) ?? new Map<TrainingId, TrainingScan>();
  known.set(objects, read);
  const scan = read.get(id) ?? (await findJson(objects, keys.trainingScan(id), TrainingScan));
  if (scan) read.set(id, scan);
  return scan;
}

/** @throws {DomainError} `exercise-unknown` */
export async function getTrainingScan(
  objects: ObjectStore,
  id: TrainingId,
  kind?: TrainingScan['kind'],
): Promise<TrainingScan> {
  const scan = await findTrainingScan(objects, id);
  if (!scan || (kind && scan.kind !== kind))
    throw new DomainError('exercise-unknown', `there is no ${id} to learn from`);
  return scan;
}
