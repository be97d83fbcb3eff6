import type { Reference } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { useLoad } from '../shared/hooks.ts';
import { ExerciseCard } from './exercise-card.tsx';
import { LibraryCard } from './library-card.tsx';
import { ReferenceView } from './reference-view.tsx';
import { ScoresCard } from './scores-card.tsx';

/** Where reading is practised: exercises that are scored, and scans to compare with. Nothing here touches real cases. */
export function TrainingScreen() {
  const { call, words } = useApp();
  const scores = useLoad(() => call('trainingScores'), 'scores');
  const [reference, setReference] = useState<Reference | null>(null);
  return (
    <main className="training">
      <div className="column">
        <p className="banner">{words.training.notWork}</p>
        {reference === null ? (
          <ExerciseCard onAnswered={scores.reload} />
        ) : (
          <ReferenceView reference={reference} onClose={() => setReference(null)} />
        )}
      </div>
      <div className="column">
        <ScoresCard scores={scores.data} error={scores.error} />
        <LibraryCard open={reference?.id ?? null} onOpen={setReference} />
      </div>
    </main>
  );
}
