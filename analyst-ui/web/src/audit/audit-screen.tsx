import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { ChainCard } from './chain-card.tsx';
import { DecisionSearch } from './decision-search.tsx';
import { Timeline } from './timeline.tsx';

/** The risk officer's screen: what was decided, what happened to each scan, and whether the record is unbroken. */
export function AuditScreen({ scanId }: { scanId: string | null }) {
  const { words, user } = useApp();
  const [opened, setOpened] = useState(0);
  const reviewer = user.role === 'risk-officer' || user.role === 'analyst';
  return (
    <main className="audit">
      <div className="column">
        <ChainCard key={opened} />
        {reviewer && <DecisionSearch open={scanId} onOpen={() => setOpened((n) => n + 1)} />}
      </div>
      {reviewer && scanId !== null ? (
        <Timeline key={scanId} scanId={scanId} />
      ) : (
        <section className="card empty">{reviewer ? words.audit.choose : words.readOnly}</section>
      )}
    </main>
  );
}
