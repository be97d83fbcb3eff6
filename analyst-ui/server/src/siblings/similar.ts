import {
  judgeHistory,
  judgeSiblings,
  type OtherContainer,
  type ScanId,
  type SiblingJudgement,
  type SimilarScans,
  type SimilarToContainer,
} from '@h986/domain';
import { matchOf } from '../declarations/match.ts';
import { scanUnknown } from '../records/scan-summary.ts';
import type { Db } from '../records/tables.ts';
import { containersOf, type KeptContainer, keptOf } from './keep.ts';
import { relativesOf, withPackages } from './lot.ts';
import { sameContainerOf, samePictureOf } from './others.ts';
import type { SimilarOnFile } from './similar-index.ts';

const SHOWN = { earlier: 12, similar: 12 };
/** The nearest of few on file may be like nothing here: goods of other kinds lie around 0. */
const ALIKE_FROM = 0.5;

/**
 * What the records hold beside each container of a scan, as they stand now.
 *
 * @throws {DomainError} `scan-unknown`
 */
export async function similarScans(db: Db, onFile: SimilarOnFile, scanId: ScanId): Promise<SimilarScans> {
  const row = await db.selectFrom('scans').selectAll().where('scan_id', '=', scanId).executeTakeFirst();
  if (!row) throw scanUnknown(scanId);
  if (row.revision === null) return { containers: [] };
  const { result } = await db
    .selectFrom('results')
    .select('result')
    .where('scan_id', '=', scanId)
    .where('revision', '=', row.revision)
    .executeTakeFirstOrThrow();
  const own = containersOf(result);
  const match = await matchOf(db, row);
  const { siblings, earlier, packages } = await relativesOf(db, row, match);
  const same = await sameContainerOf(db, row, result, match);
  const pictures = await samePictureOf(db, row, result);
  const index = await onFile.index();
  const nearest = own.map(({ features }) => {
    const found = features.embedding
      ? index.nearest(features.embedding, SHOWN.similar, (key) => key.startsWith(scanId))
      : [];
    return found.flatMap(({ key, cosine }) => {
      if (cosine < ALIKE_FROM) return [];
      const [other, container] = key.split(' ') as [ScanId, string];
      return [{ scanId: other, container: Number(container), cosine }];
    });
  });
  const shown = await describer(db, [
    ...[...siblings, ...earlier, ...pictures].map((one) => one.scanId),
    ...same.map(({ kept }) => kept.scanId),
    ...nearest.flat().map((one) => one.scanId),
  ]);

  const judged = judgeSiblings([...withPackages(own, packages), ...siblings].map(({ features }) => features));
  const containers = own.map(({ features, container }, i): SimilarToContainer => {
    const history = judgeHistory(
      features,
      earlier.map((one) => one.features),
    );
    return {
      container,
      own: judged && judgedView(judged[i] as SiblingJudgement),
      siblings: siblings
        .flatMap((one, k) => {
          const view = judged?.[own.length + k];
          return shown(one).map((other) => ({ ...other, ...(view ? judgedView(view) : NOT_JUDGED) }));
        })
        .sort((a, b) => (b.score ?? 0) - (a.score ?? 0)),
      earlier: {
        score: history?.score ?? null,
        scans: earlier
          .flatMap(shown)
          .sort((a, b) => (a.at < b.at ? 1 : -1))
          .slice(0, SHOWN.earlier),
      },
      mostSimilar: (nearest[i] ?? []).flatMap(({ cosine, ...one }) =>
        shown(one).map((other) => ({ ...other, cosine })),
      ),
      sameContainer: same.flatMap(({ kept, change, sameLoad }) =>
        shown(kept).map((other) => ({
          ...other,
          difference: finite(change?.difference),
          massLogRatio: finite(change?.massLogRatio),
          changed: change?.changed ?? false,
          sameLoad,
        })),
      ),
      samePicture: pictures.flatMap(({ exact, ...one }) => shown(one).map((other) => ({ ...other, exact }))),
    };
  });
  return { containers };
}

const NOT_JUDGED = { score: null, odd: false, differences: [] };

function judgedView({ score, differences }: SiblingJudgement) {
  return { score: finite(score), odd: score >= 1, differences };
}

const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

/** Whatever a list needs of other scans, asked for all of them at once. */
async function describer(db: Db, scanIds: readonly ScanId[]) {
  const ids = [...new Set(scanIds)];
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('scans')
          .innerJoin('results', (join) =>
            join.onRef('results.scan_id', '=', 'scans.scan_id').onRef('results.revision', '=', 'scans.revision'),
          )
          .select([
            'scans.scan_id',
            'scans.revision',
            'containers',
            'triggered_at',
            'ordered_at',
            'scans.verdict',
            'decision',
          ])
          .select((eb) => eb.ref('results.result', '->>').key('previewKey').as('preview'))
          .where('scans.scan_id', 'in', ids)
          .execute();
  const byId = new Map(rows.map((row) => [row.scan_id, row]));
  const masses = new Map(
    (await keptOf(db, ids)).map(({ scanId, container, features }) => [`${scanId} ${container}`, features.massKg]),
  );
  return ({ scanId, container }: Pick<KeptContainer, 'scanId' | 'container'>): OtherContainer[] => {
    const row = byId.get(scanId);
    if (!row) return [];
    return [
      {
        scanId,
        revision: row.revision as OtherContainer['revision'],
        container,
        numbers: row.containers as OtherContainer['numbers'],
        at: (row.triggered_at ?? row.ordered_at).toISOString(),
        verdict: row.verdict,
        decision: row.decision,
        previewKey: row.preview as string | null,
        massKg: masses.get(`${scanId} ${container}`) ?? null,
      },
    ];
  };
}
