import { type ShownEnergy, TRANSMISSION_ONE } from '@h986/domain';
import { ActionButton } from '../actions/action-button.tsx';
import type { ActionName } from '../actions/registry.ts';
import { useApp } from '../app/context.ts';
import type { Viewer, ViewerState } from '../viewer/index.ts';
import { ModeTools } from './mode-tools.tsx';
import { ShareInput } from './share-input.tsx';

interface Props {
  viewer: Viewer;
  state: ViewerState;
  hasBoxes: boolean;
  hasHeatMap: boolean;
  hasHiding?: boolean;
}

/** Under this name it is remembered whether the rarer tools are shown: the picture needs the room. Their keys hold either way. */
const MORE = 'picture-modes';
const PRESET_BUTTONS: readonly ActionName[] = ['picture-auto', 'picture-full', 'picture-dense'];
const CURVE_BUTTONS: readonly ActionName[] = ['picture-log', 'picture-invert'];

/** Everything that keys and mouse do to the picture, also as buttons. */
export function ViewerTools({ viewer, state, hasBoxes, hasHeatMap, hasHiding = false }: Props) {
  const { words, preferences, setPreferences } = useApp();
  const { display, layers } = state;
  const w = words.viewer;
  const more = preferences.panels[MORE] ?? false;
  return (
    <div className="tools" role="toolbar" aria-label={w.tools}>
      <fieldset aria-label={w.energy}>
        <Energy which="high" viewer={viewer} state={state} />
        <Energy which="low" viewer={viewer} state={state} />
        <Energy which="both" viewer={viewer} state={state} />
      </fieldset>
      <fieldset aria-label={w.window}>
        <Buttons actions={PRESET_BUTTONS} />
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
        <Buttons actions={CURVE_BUTTONS} />
      </fieldset>
      <ActionButton action="picture-keep-dark" />
      <fieldset>
        <Buttons actions={['picture-fit', 'picture-one-to-one']} />
        <ActionButton action="picture-zoom-out">−</ActionButton>
        <ActionButton action="picture-zoom-in">+</ActionButton>
      </fieldset>
      <button
        type="button"
        aria-expanded={more}
        onClick={() => setPreferences({ panels: { ...preferences.panels, [MORE]: !more } })}
      >
        {w.more} {more ? '▴' : '▾'}
      </button>
      {more && <ModeTools viewer={viewer} state={state} />}
      {hasBoxes && <ActionButton action="picture-boxes" />}
      {hasHiding && <ActionButton action="picture-hiding" />}
      {hasHeatMap && (
        <fieldset>
          <ActionButton action="picture-heat-map" />
          {layers.heatMap && (
            <input
              type="range"
              aria-label={w.heatOpacity}
              min={0}
              max={100}
              value={Math.round(layers.heatOpacity * 100)}
              onChange={(event) => viewer.setLayers({ heatOpacity: Number(event.target.value) / 100 })}
            />
          )}
        </fieldset>
      )}
    </div>
  );
}

function Buttons({ actions }: { actions: readonly ActionName[] }) {
  return actions.map((action) => <ActionButton key={action} action={action} />);
}

/** Two buttons for what one key turns over. */
function Energy({ which, viewer, state }: { which: ShownEnergy } & Pick<Props, 'viewer' | 'state'>) {
  const { words } = useApp();
  const name = which === 'both' ? words.viewer.bothEnergies : words.viewer[which];
  return (
    <button
      type="button"
      aria-pressed={state.display.energy === which}
      title={`${name} (E)`}
      onClick={() => viewer.setDisplay({ energy: which })}
    >
      {name}
    </button>
  );
}
