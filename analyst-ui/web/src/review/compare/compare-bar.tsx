import type { ReactNode } from 'react';
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
  const { other, others, mode, error, strips } = compare;
  const w = words.compare;
  if (other === null) return null;
  return (
    <section className="compare" aria-label={w.title} data-testid="compare" data-mode={mode} data-strips={strips}>
      <div className="tools" role="toolbar" aria-label={w.title}>
        <select
          value={keyOf(other)}
          aria-label={w.which}
          title={otherWords(other, words, format)}
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
        <details className="finer">
          <summary>{w.align}</summary>
          <div>
            <Offset compare={compare} />
            <ActionButton action="compare-mirror">{w.mirror}</ActionButton>
          </div>
        </details>
        <ActionButton action="compare">
          <Icon name="remove" />
        </ActionButton>
      </div>
      {error !== undefined && (
        <p className="warn" role="alert">
          ⚠ {w.failed(errorWords(words, error))}
        </p>
      )}
    </section>
  );
}

/** Marks and comparison in one line, the marks shorter while something is compared. */
export function ToolRow({ compare, children }: { compare: Compare; children: ReactNode }) {
  return <div className={compare.other === null ? 'tool-row' : 'tool-row comparing'}>{children}</div>;
}

/** Along the foot of the pictures: what one holds on to in this kind of comparison, and how to read it. No line of tools for it. */
export function CompareFoot({ compare }: { compare: Compare }) {
  const { words } = useApp();
  const { other, mode, error, picture } = compare;
  const w = words.compare;
  if (other === null) return null;
  const loading = picture === undefined && error === undefined;
  const unaligned = picture !== undefined && picture.box === undefined;
  if (mode === 'side' && !loading && !unaligned) return null;
  return (
    <div className="compare-foot" data-testid="compare-foot">
      {loading && <p>{words.loading}</p>}
      {unaligned && <p>{w.notAligned}</p>}
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
      {mode === 'blink' && (
        <div className="row">
          <ActionButton action="compare-swap" />
          <span data-testid="blink-shows">{compare.second ? w.showsOther : w.showsThis}</span>
          <label>
            <input
              type="checkbox"
              checked={compare.going}
              onChange={({ target }) => compare.setGoing(target.checked)}
            />{' '}
            {w.going}
          </label>
        </div>
      )}
      {mode === 'difference' && <p>{w.differenceMeans}</p>}
    </div>
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
