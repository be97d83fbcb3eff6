import { TRANSMISSION_ONE } from '@h986/domain';

interface Props {
  label: string;
  /** Transmission, u16; shown as a share of air in percent. */
  value: number;
  least?: number;
  most: number;
  onChange(value: number): void;
}

/** One end of the window: a slider for the hand, a number for the record. */
export function ShareInput({ label, value, least = 0, most, onChange }: Props) {
  const set = (percent: number): void => {
    if (Number.isNaN(percent)) return;
    onChange(Math.min(most, Math.max(least, Math.round((percent / 100) * TRANSMISSION_ONE))));
  };
  const percent = Math.round((value / TRANSMISSION_ONE) * 10_000) / 100;
  return (
    <label className="share">
      <span>{label}</span>
      <input
        type="range"
        min={0}
        max={109}
        step={0.1}
        value={percent}
        onChange={(event) => set(event.target.valueAsNumber)}
        aria-label={label}
      />
      <input
        type="number"
        min={0}
        max={109}
        step={0.01}
        value={percent}
        onChange={(event) => set(event.target.valueAsNumber)}
        aria-label={label}
      />
    </label>
  );
}
