import type { ScanId } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { errorWords } from '../i18n/word.ts';
import { useMarks } from '../review/marks/use-marks.ts';
import { PANELS } from '../review/panels/index.ts';
import { Panels } from '../review/panels/panel.tsx';
import { useReading } from '../review/use-reading.ts';
import { useSimilar } from '../review/use-similar.ts';
import { Containers } from '../shared/containers.tsx';
import { useLit } from './use-lit.ts';

/** All facts alone, side by side. */
export function FactsWindow({ scanId }: { scanId: ScanId }) {
  const { channel, words, user } = useApp();
  const { data: scan, error, findings, below } = useReading(scanId);
  const similar = useSimilar(scan);
  const [lit, light] = useLit(channel);
  const marks = useMarks({ scanId, scan, held: scan?.heldBy === user.name, shown: null, lit, light });
  return (
    <main className="second" data-testid="facts-window" data-scan-id={scanId}>
      <h1 className="visually-hidden">{words.windows.facts}</h1>
      <h2>{scan === undefined ? words.loading : <Containers scan={scan} />}</h2>
      {error !== undefined && <p className="error">{errorWords(words, error)}</p>}
      {scan !== undefined && (
        <div className="card below">
          <div className="columns">
            <Panels
              panels={PANELS}
              scan={scan}
              findings={findings}
              below={below}
              similar={similar}
              marks={marks}
              lit={lit}
              onLit={light}
              onZoomTo={(id) => channel.say({ kind: 'zoom', id })}
              onCompare={(other) => channel.say({ kind: 'compare', ...other })}
            />
          </div>
        </div>
      )}
    </main>
  );
}
