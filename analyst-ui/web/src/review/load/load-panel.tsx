import type { ScanDetail } from '@h986/domain';
import { useMemo } from 'react';
import { useApp } from '../../app/context.ts';
import { CheckAtScan } from '../../shared/check-facts.tsx';
import { ComparisonFacts } from './comparison-facts.tsx';
import { ContainerFacts } from './container-facts.tsx';
import { MassBalance } from './mass-balance.tsx';
import { Observations } from './observations.tsx';
import { QualityFacts } from './quality-facts.tsx';
import { toldOf } from './told.ts';

interface Props {
  scan: Pick<ScanDetail, 'result' | 'comparison' | 'scannerCheck'>;
  lit: string | null;
  onLit(id: string | null): void;
}

/** What the load says, alone and against what was declared and what other scans show. */
export function LoadPanel({ scan, lit, onLit }: Props) {
  const { words, format } = useApp();
  const w = words.load;
  const { result, comparison, scannerCheck } = scan;
  const told = useMemo(() => toldOf({ result, comparison }), [result, comparison]);
  const load = result?.load;
  const readings = load?.containers ?? [];
  const count = Math.max(readings.length, comparison?.containers.length ?? 0);
  const titles = Array.from({ length: count }, (_, i) => {
    const numbers = comparison?.containers[i]?.numbers ?? [];
    const [number] = numbers.length === 1 ? numbers : [];
    return [w.container(format.number(i + 1)), number].filter(Boolean).join(' · ');
  });
  return (
    <div className="load" data-testid="load">
      <Observations told={told} containers={count > 1 ? titles : []} lit={lit} onLit={onLit} />
      {titles.map((title, i) => (
        <section key={title} className="load-container">
          {count > 1 && <h4>{title}</h4>}
          <MassBalance mass={readings[i]?.mass} compared={comparison?.containers[i]} />
          {readings[i] && <ContainerFacts reading={readings[i]} />}
        </section>
      ))}
      {load === undefined && <p className="dim">{w.nothing}</p>}
      {load?.quality && <QualityFacts quality={load.quality} />}
      {scannerCheck && <CheckAtScan scannerCheck={scannerCheck} />}
      {comparison && <ComparisonFacts comparison={comparison} />}
    </div>
  );
}
