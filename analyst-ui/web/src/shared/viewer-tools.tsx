import { TRANSMISSION_ONE } from '@h986/domain';
import { useApp } from '../app/context.ts';
import { PRESETS, type Viewer, type ViewerState } from '../viewer/index.ts';
import { ShareInput } from './share-input.tsx';

interface Props {
  viewer: Viewer;
  state: ViewerState;
  hasBoxes: boolean;
  hasHeatMap: boolean;
}

/** Everything that keys and mouse do to the picture, also as buttons. */
export function ViewerTools({ viewer, state, hasBoxes, hasHeatMap }: Props) {
  const { words } = useApp();
  const { display, preset, layers } = state;
  const w = words.viewer;
  return (
    <div className="tools" role="toolbar" aria-label={w.tools}>
      <fieldset aria-label={w.energy}>
        <Toggle on={display.energy === 'high'} press={() => viewer.setDisplay({ energy: 'high' })} hint="E">
          {w.high}
        </Toggle>
        <Toggle on={display.energy === 'low'} press={() => viewer.setDisplay({ energy: 'low' })} hint="E">
          {w.low}
        </Toggle>
      </fieldset>
      <fieldset aria-label={w.window}>
        {PRESETS.map((name, i) => (
          <Toggle key={name} on={preset === name} press={() => viewer.setPreset(name)} hint={String(i + 1)}>
            {w.presets[name]}
          </Toggle>
        ))}
        <ShareInput
          label={w.darkAt}
          value={display.low}
          most={display.high - 1}
          onChange={(low) => viewer.setDisplay({ low })}
        />
        <ShareInput
          label={w.whiteAt}
          value={display.high}
          least={display.low + 1}
          most={Math.round(TRANSMISSION_ONE * 1.09)}
          onChange={(high) => viewer.setDisplay({ high })}
        />
      </fieldset>
      <fieldset>
        <Toggle
          on={display.curve === 'log'}
          press={() => viewer.setDisplay({ curve: display.curve === 'log' ? 'linear' : 'log' })}
          hint="L"
        >
          {w.log}
        </Toggle>
        <Toggle on={display.invert} press={() => viewer.setDisplay({ invert: !display.invert })} hint="I">
          {w.invert}
        </Toggle>
        <Toggle on={layers.keepDark} press={() => viewer.setLayers({ keepDark: !layers.keepDark })} hint="K">
          {w.keepDark}
        </Toggle>
      </fieldset>
      <fieldset>
        <button type="button" title="F" onClick={viewer.fit}>
          {w.fit}
        </button>
        <button type="button" title="0" onClick={viewer.oneToOne}>
          {w.oneToOne}
        </button>
        <button type="button" title="−" aria-label={w.zoomOut} onClick={() => viewer.zoom(0.8)}>
          −
        </button>
        <button type="button" title="+" aria-label={w.zoomIn} onClick={() => viewer.zoom(1.25)}>
          +
        </button>
      </fieldset>
      {hasBoxes && (
        <Toggle on={layers.boxes} press={() => viewer.setLayers({ boxes: !layers.boxes })} hint="B">
          {w.boxes}
        </Toggle>
      )}
      {hasHeatMap && (
        <fieldset>
          <Toggle on={layers.heatMap} press={() => viewer.setLayers({ heatMap: !layers.heatMap })} hint="H">
            {w.heatMap}
          </Toggle>
          <input
            type="range"
            aria-label={w.heatOpacity}
            disabled={!layers.heatMap}
            min={0}
            max={100}
            value={Math.round(layers.heatOpacity * 100)}
            onChange={(event) => viewer.setLayers({ heatOpacity: Number(event.target.value) / 100 })}
          />
        </fieldset>
      )}
    </div>
  );
}

function Toggle({ on, press, hint, children }: { on: boolean; press(): void; hint: string; children: string }) {
  return (
    <button type="button" aria-pressed={on} title={`${children} (${hint})`} onClick={press}>
      {children}
    </button>
  );
}
