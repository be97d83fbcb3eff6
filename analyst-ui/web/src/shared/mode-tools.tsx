import { type Display, PALETTES } from '@h986/domain';
import { ActionButton } from '../actions/action-button.tsx';
import { useApp } from '../app/context.ts';
import type { Viewer, ViewerState } from '../viewer/index.ts';

interface Props {
  viewer: Viewer;
  state: ViewerState;
}

const CURVES = ['linear', 'log', 'gamma', 'absorption'] as const satisfies readonly Display['curve'][];
const STRIPS = ['none', 'organic', 'metal'] as const satisfies readonly Display['strip'][];

/** The picture's display modes beyond its window, plainly. */
export function ModeTools({ viewer, state: { display, tool } }: Props) {
  const { words } = useApp();
  const w = words.viewer;
  const { absorption } = display;
  return (
    <>
      <fieldset>
        <Choice
          label={w.curve}
          value={display.curve}
          words={w.curves}
          of={CURVES}
          choose={(curve) => viewer.setDisplay({ curve })}
        />
        {display.curve === 'gamma' && (
          <Slider
            label={w.gamma}
            value={display.gamma}
            least={0.2}
            most={5}
            set={(gamma) => viewer.setDisplay({ gamma })}
          />
        )}
        {display.curve === 'absorption' && (
          <>
            <Slider
              label={w.absorptionMiddle}
              value={absorption.middle}
              least={0}
              most={8}
              set={(middle) => viewer.setDisplay({ absorption: { ...absorption, middle } })}
            />
            <Slider
              label={w.absorptionWidth}
              value={absorption.width}
              least={0.1}
              most={6}
              set={(width) => viewer.setDisplay({ absorption: { ...absorption, width } })}
            />
          </>
        )}
      </fieldset>
      <fieldset>
        <Slider
          label={w.localContrast}
          value={display.localContrast}
          least={0}
          most={1}
          set={(localContrast) => viewer.setDisplay({ localContrast })}
        />
        <Slider
          label={w.edges}
          value={display.edges}
          least={0}
          most={1}
          set={(edges) => viewer.setDisplay({ edges })}
        />
      </fieldset>
      <fieldset>
        <Choice
          label={w.colours}
          value={display.palette}
          words={w.palettes}
          of={PALETTES}
          choose={(palette) => viewer.setDisplay({ palette })}
        />
        <Choice
          label={w.strip}
          value={display.strip}
          words={w.strips}
          of={STRIPS}
          choose={(strip) => viewer.setDisplay({ strip })}
        />
      </fieldset>
      <fieldset>
        <ActionButton action="picture-magnifier" />
        <button
          type="button"
          aria-pressed={tool === 'ruler'}
          onClick={() => viewer.setTool(tool === 'ruler' ? 'pan' : 'ruler')}
        >
          {w.ruler}
        </button>
        <ActionButton action="picture-mirror" />
        <button type="button" onClick={viewer.flip}>
          {w.flip}
        </button>
      </fieldset>
    </>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  of: readonly T[];
  words: Record<T, string>;
  choose(value: T): void;
}

function Choice<T extends string>({ label, value, of, words, choose }: ChoiceProps<T>) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value as T)}>
        {of.map((name) => (
          <option key={name} value={name}>
            {words[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SliderProps {
  label: string;
  value: number;
  least: number;
  most: number;
  set(value: number): void;
}

function Slider({ label, value, least, most, set }: SliderProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="range"
        aria-label={label}
        min={least}
        max={most}
        step={(most - least) / 100}
        value={value}
        onChange={(event) => set(event.target.valueAsNumber)}
      />
    </label>
  );
}
