import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { sentenceOf } from './sentence.ts';
import type { Told } from './told.ts';

interface Props {
  told: readonly Told[];
  /** Numbers or places of the scan's containers, to say which one is meant; empty where there is but one. */
  containers: readonly string[];
  lit: string | null;
  onLit(id: string | null): void;
}

const MARK: Record<Told['makes'], string> = { suspicious: '!', inconclusive: '?', told: 'i' };

/** What the load says, each in a sentence; one that has a place is lit there. */
export function Observations({ told, containers, lit, onLit }: Props) {
  const { words, format } = useApp();
  const w = words.load;
  if (told.length === 0) return <p className="dim">{w.noObservations}</p>;
  return (
    <ol className="observations" data-testid="observations">
      {told.map(({ id, label, observation, makes }) => {
        const { code, algorithm, container } = observation;
        const which = container === null ? (containers.length > 0 ? w.whole : undefined) : containers[container];
        const light = label === null ? {} : lighting(id, onLit);
        return (
          <li key={id}>
            <button
              type="button"
              id={id}
              className={`item ${makes} ${lit === id ? 'lit' : ''}`}
              data-observation={code}
              title={label === null ? w.weighs[makes] : `${w.weighs[makes]} · ${w.place}`}
              {...light}
            >
              <span className="row">
                <span className={`mark ${makes}`} role="img" aria-label={w.weighs[makes]}>
                  {MARK[makes]}
                </span>
                <strong className="grow">{words.observation[code]}</strong>
                {label !== null && <span className="place-label">{label}</span>}
              </span>
              <span>{sentenceOf(observation, words, format)}</span>
              <small className="dim">
                {which !== undefined && `${which} · `}
                {w.says(wordFor(words.algorithm, algorithm))}
              </small>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

const lighting = (id: string, onLit: Props['onLit']) => ({
  onPointerEnter: () => onLit(id),
  onPointerLeave: () => onLit(null),
  onFocus: () => onLit(id),
  onBlur: () => onLit(null),
});
