import { asked, judgeHistory, judgeSiblings, type Observation, type Said, type ScanResult } from '@h986/domain';
import type { Comparer } from '../comparison/comparers.ts';
import { containersOf, type KeptContainer } from './keep.ts';
import { type Relatives, relativesOf, withPackages } from './lot.ts';
import { type SameContainer, type SamePicture, sameContainerOf, samePictureOf } from './others.ts';

const VERSION = '1.0.0';
const SIBLINGS_VERSION = '4.0.0';
type Unsigned = Omit<Observation, 'algorithm'>;

/** Against the other scans in the records: siblings of its bill, earlier ones of its consignee, the same container, the same picture. */
export const withOtherScans: Comparer = async ({ row, result, match }, db) => {
  const relatives = await relativesOf(db, row, match);
  const same = await sameContainerOf(db, row, result, match);
  const pictures = await samePictureOf(db, row, result);
  const own = containersOf(result);
  const said = [
    siblingsSaid(own, relatives, result),
    historySaid(own, relatives),
    asked('same-container', VERSION, () => changesIn(same)),
    asked('same-picture', VERSION, () => ({ observations: pictures.map(seenBefore) })),
  ];
  return {
    runs: said.flatMap(({ runs }) => runs),
    observations: said.flatMap(({ observations }) => observations),
    scans: relatives.siblings
      .map(({ scanId, revision }) => ({ scanId, revision }))
      .filter(({ scanId }, i, all) => all.findIndex((other) => other.scanId === scanId) === i),
  };
};

function siblingsSaid(
  own: readonly KeptContainer[],
  { siblings, reason, packages }: Relatives,
  result: ScanResult,
): Said {
  return asked('siblings', SIBLINGS_VERSION, () => {
    if (reason) return { observations: [], notApplicable: reason };
    if (own.length === 0) return { observations: [], notApplicable: 'no-container' };
    const judged = judgeSiblings([...withPackages(own, packages), ...siblings].map(({ features }) => features));
    if (!judged) return { observations: [], notApplicable: 'few-siblings' };
    const observations = own.flatMap((_, i): Unsigned[] => {
      const one = judged[i];
      const [worst] = one?.differences ?? [];
      if (!one || !worst) return [];
      const { boxPx } = result.containers?.[i] ?? {};
      const { along } = worst;
      return [
        {
          code: 'odd-among-siblings',
          container: i,
          values: rounded({
            ...{ z: worst.z, ofLimit: one.score, siblings: one.siblings, sign: worst.sign },
            logRatio: worst.logRatio,
            apartShare: worst.logRatio === undefined ? undefined : Math.abs(Math.exp(worst.logRatio) - 1),
            apartGCm2: worst.gCm2 === undefined ? undefined : Math.abs(worst.gCm2),
          }),
          names: { aspect: worst.aspect },
          ...(along &&
            boxPx && {
              boxPx: { ...boxPx, x: boxPx.x + along.from * boxPx.w, w: Math.max(1, (along.to - along.from) * boxPx.w) },
            }),
        },
      ];
    });
    return { observations };
  });
}

function historySaid(own: readonly KeptContainer[], { earlier, reason }: Relatives): Said {
  return asked('history', VERSION, () => {
    if (reason) return { observations: [], notApplicable: reason };
    if (own.length === 0) return { observations: [], notApplicable: 'no-container' };
    const judged = own.map(({ features }) =>
      judgeHistory(
        features,
        earlier.map((one) => one.features),
      ),
    );
    if (judged.every((one) => one === null)) return { observations: [], notApplicable: 'few-earlier-scans' };
    const observations = judged.flatMap((one, container): Unsigned[] =>
      one === null || one.score < 1
        ? []
        : [
            {
              code: 'unlike-earlier-scans',
              container,
              values: rounded({ ofLimit: one.score, looksZ: one.looksZ, massZ: one.massZ, earlier: one.earlier }),
              names: {},
            },
          ],
    );
    return { observations };
  });
}

/** Only where what was declared says that it is the same load. */
function changesIn(same: readonly SameContainer[]) {
  const observations = same.flatMap(({ kept, change, sameLoad }): Unsigned[] =>
    sameLoad && change?.changed
      ? [
          {
            code: 'container-changed-since',
            container: 0,
            values: rounded({ difference: change.difference, logRatio: change.massLogRatio }),
            names: { scanId: kept.scanId },
          },
        ]
      : [],
  );
  return { observations: observations.slice(0, 1) };
}

function seenBefore({ scanId, exact }: SamePicture): Unsigned {
  return {
    code: 'picture-seen-before',
    container: null,
    values: { exact: exact ? 1 : 0 },
    names: { scanId },
  };
}

/** What is no number is left out: silence is not nought. */
function rounded(values: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || !Number.isFinite(value) ? [] : [[name, Math.round(value * 1000) / 1000]],
    ),
  );
}
