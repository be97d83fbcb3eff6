import type { Exercise, ExerciseAnswer, RouteAnswer } from '@h986/domain';
import { useMemo, useRef, useState } from 'react';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { TrainingPicture } from './training-picture.tsx';

type Place = { x: number; y: number };
type Truth = RouteAnswer<'answerExercise'>;

/** How large the mark of a chosen place is, px of the picture. */
const PLACE_PX = 24;

/** One exercise after the other: the reader chooses a place or says that there is none, and hears at once what was there. */
export function ExerciseCard({ onAnswered }: { onAnswered(): void }) {
  const { call, words, format } = useApp();
  const w = words.training;
  const [turn, setTurn] = useState<RouteAnswer<'nextExercise'> | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [truth, setTruth] = useState<Truth | null>(null);
  const [error, setError] = useState<unknown>();
  const shownAt = useRef(0);
  const exercise = turn?.exercise ?? null;

  const next = (): void => {
    setError(undefined);
    call('nextExercise').then((answer) => {
      shownAt.current = Date.now();
      setPlace(null);
      setTruth(null);
      setTurn(answer);
    }, setError);
  };
  const say = (answer: ExerciseAnswer['answer']): void => {
    if (exercise === null) return;
    const seconds = (Date.now() - shownAt.current) / 1000;
    const body = { answer, place: answer === 'threat' ? place : null, seconds };
    setError(undefined);
    call('answerExercise', { params: { trainingId: exercise.id }, body }).then((answered) => {
      setTruth(answered);
      onAnswered();
    }, setError);
  };

  return (
    <section className="card exercise" aria-label={w.exercise} data-testid="exercise">
      <header className="row spread">
        <h2>{w.exercise}</h2>
        {turn && <span className="dim">{w.count(format.number(turn.answered), format.number(turn.left))}</span>}
        <button type="button" onClick={next} data-testid="next-exercise">
          {w.start} →
        </button>
      </header>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      {turn !== null && exercise === null && <p className="dim">{w.noneLeft}</p>}
      {exercise !== null && (
        <>
          <p className="dim">{exercise.simulated ? w.simulated : w.realBackground}</p>
          <Picture exercise={exercise} place={place} truth={truth} onPick={truth === null ? setPlace : undefined} />
          {truth === null ? (
            <Answers place={place} say={say} />
          ) : (
            <p role="status" data-testid="truth" className={truth.right ? 'good' : 'error'}>
              <strong>{truth.right ? `✓ ${w.right}` : `✗ ${w.wrong}`}</strong>{' '}
              {truth.threat === null ? w.nothingThere : w.there(wordFor(words.threatFamily, truth.threat.family))}{' '}
              {truth.cargo !== null && <span className="dim">{wordFor(words.goodsFamily, truth.cargo)}</span>}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Picture({
  exercise,
  place,
  truth,
  onPick,
}: {
  exercise: Exercise;
  place: Place | null;
  truth: Truth | null;
  onPick: ((place: Place) => void) | undefined;
}) {
  const { words } = useApp();
  const boxes = useMemo(() => {
    const half = PLACE_PX / 2;
    const chosen = place && {
      id: 'place',
      label: '?',
      box: { x: place.x - half, y: place.y - half, w: PLACE_PX, h: PLACE_PX },
    };
    const there = truth?.threat && {
      id: 'threat',
      label: wordFor(words.threatFamily, truth.threat.family),
      box: truth.threat.boxPx,
    };
    return [chosen, there].filter((box) => box !== null && box !== undefined);
  }, [place, truth, words]);
  return <TrainingPicture key={exercise.id} exercise={exercise} boxes={boxes} {...(onPick && { onPick })} />;
}

function Answers({ place, say }: { place: Place | null; say(answer: ExerciseAnswer['answer']): void }) {
  const { words, format } = useApp();
  const w = words.training;
  return (
    <>
      <p>{w.ask}</p>
      <div className="row">
        <button type="button" disabled={place === null} onClick={() => say('threat')} data-testid="say-threat">
          {w.sayThreat}
        </button>
        <button type="button" onClick={() => say('clear')} data-testid="say-clear">
          {w.sayClear}
        </button>
        <output className="dim">
          {place && `${w.place}: ${format.number(Math.round(place.x))}, ${format.number(Math.round(place.y))}`}
        </output>
      </div>
    </>
  );
}
