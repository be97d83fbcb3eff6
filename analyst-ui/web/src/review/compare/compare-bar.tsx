import { ActionButton } from '../../actions/action-button.tsx';
import { useApp } from '../../app/context.ts';
import { errorWords } from '../../i18n/word.ts';
import { Icon } from '../../shared/icon.tsx';
import { otherWords } from './compare-words.ts';
import { COMPARE_MODES } from './looked.ts';
import { keyOf } from './others.ts';
import type { Compare } from './use-compare.ts';

/** With what the picture is compared, and how; nothing while it is not. */
export function CompareBar({ compare }: { compare: Compare }) {
  const { words, format } = useApp();
  const { other, others, mode, error, picture, strips } = compare;
  const w = words.compare;
  if (other === null) return null;
  return (
    <section className="compare" aria-label={w.title} data-testid="compare" data-mode={mode} data-strips={strips}>
      <div className="tools" role="toolbar" aria-label={w.title}>
        <select
          value={keyOf(other)}
          aria-label={w.which}
          onChange={({ target }) => {
            const to = others.find((one) => keyOf(one) === target.value);
            if (to) compare.open(to);
          }}
        >
          {others.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {otherWords(one, words, format)}
            </option>
          ))}
        </select>
        <fieldset>
          {COMPARE_MODES.map((one) => (
            <ActionButton key={one} action={`compare-${one}`}>
              {words.compareMode[one]}
            </ActionButton>
          ))}
        </fieldset>
        {mode === 'blink' && (
          <fieldset>
            <ActionButton action="compare-swap">{compare.second ? w.showsOther : w.showsThis}</ActionButton>
            <label>
              <input
                type="checkbox"
                checked={compare.going}
                onChange={({ target }) => compare.setGoing(target.checked)}
              />{' '}
              {w.going}
            </label>
          </fieldset>
        )}
        <Offset compare={compare} />
        <ActionButton action="compare-mirror">{w.mirror}</ActionButton>
        <ActionButton action="compare">
          <Icon name="remove" />
        </ActionButton>
      </div>
      {mode === 'swipe' && (
        <input
          type="range"
          className="swipe"
          min={0}
          max={1}
          step={0.01}
          value={compare.at}
          onChange={({ target }) => compare.setAt(target.valueAsNumber)}
          aria-label={w.line}
        />
      )}
      {mode === 'difference' && <p className="dim">{w.differenceMeans}</p>}
      {picture === undefined && error === undefined && <p className="dim">{words.loading}</p>}
      {picture !== undefined && picture.box === undefined && <p className="dim">{w.notAligned}</p>}
      {error !== undefined && (
        <p className="warn" role="alert">
          ⚠ {w.failed(errorWords(words, error))}
        </p>
      )}
    </section>
  );
}

/** Where the other picture lies beyond container on container. */
function Offset({ compare: { nudgeMm, setNudge } }: { compare: Compare }) {
  const { words } = useApp();
  const w = words.compare;
  return (
    <fieldset className="offset">
      <legend>{w.offset}</legend>
      {(['x', 'y'] as const).map((axis) => (
        <label key={axis}>
          {w.axis[axis]}{' '}
          <input
            type="number"
            step={10}
            value={Math.round(nudgeMm[axis])}
            onChange={({ target }) =>
              Number.isFinite(target.valueAsNumber) && setNudge({ ...nudgeMm, [axis]: target.valueAsNumber })
            }
          />
        </label>
      ))}
      <button type="button" disabled={nudgeMm.x === 0 && nudgeMm.y === 0} onClick={() => setNudge({ x: 0, y: 0 })}>
        {w.reset}
      </button>
    </fieldset>
  );
}
