import type { ReadingScore, RouteAnswer } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';

interface Props {
  scores: RouteAnswer<'trainingScores'> | undefined;
  error: unknown;
}

/** How well people read: one's own scores, or everybody's for a risk officer. */
export function ScoresCard({ scores, error }: Props) {
  const { words, format } = useApp();
  const w = words.training;
  return (
    <section className="card" aria-label={w.scores} data-testid="scores">
      <h2>{w.scores}</h2>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorWords(words, error)}
        </p>
      )}
      {scores?.length === 0 && <p className="dim">{w.noScores}</p>}
      {scores !== undefined && scores.length > 0 && (
        <table>
          <thead>
            <tr>
              {[w.reader, w.hits, w.falseAlarms, w.sensitivity, w.criterion, w.seconds].map((title) => (
                <th key={title} scope="col" title={title === w.criterion ? w.criterionWhy : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scores.map(({ user, score }) => (
              <tr key={user}>
                <th scope="row">{user}</th>
                <td>
                  <Counted of={score.hits} />
                </td>
                <td>
                  <Counted of={score.falseAlarms} />
                </td>
                <td>{score.sensitivity === null ? '–' : format.number(Math.round(score.sensitivity * 100) / 100)}</td>
                <td>{score.criterion === null ? '–' : format.number(Math.round(score.criterion * 100) / 100)}</td>
                <td>{score.medianSeconds === null ? '–' : w.time(format.number(Math.round(score.medianSeconds)))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {scores?.map(({ user, score }) => (
        <Families key={user} user={scores.length > 1 ? user : null} score={score} />
      ))}
    </section>
  );
}

function Families({ user, score }: { user: string | null; score: ReadingScore }) {
  const { words } = useApp();
  if (score.families.length === 0) return null;
  return (
    <details>
      <summary>
        {words.training.byThreat}
        {user !== null && ` · ${user}`}
      </summary>
      <dl>
        {score.families.map(({ family, hits }) => (
          <div key={family} className="row spread">
            <dt>{wordFor(words.threatFamily, family)}</dt>
            <dd>
              <Counted of={hits} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** With the interval of 95 %: of three answers nobody knows much. */
function Counted({ of: { count, of, low, high } }: { of: ReadingScore['hits'] }) {
  const { words, format } = useApp();
  if (of === 0) return '–';
  return words.training.of(format.number(count), format.number(of), format.percent(low), format.percent(high));
}
