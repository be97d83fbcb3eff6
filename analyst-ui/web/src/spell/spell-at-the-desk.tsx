import { useEffect, useId, useRef, useState } from 'react';
import { useApp } from '../app/context.ts';
import { Icon } from '../shared/icon.tsx';
import { counted, newSpell, type Spell, withScan } from './spell.ts';

const TICK_MS = 5_000;
const CHOICES_MIN = [10, 15, 20, 25, 30, 45, 60];

/** Minutes at the pictures and scans since the last break; after a while, quietly, that a break would be due. */
export function SpellAtTheDesk({ scanId }: { scanId: string | null }) {
  const { words, format, preferences, setPreferences } = useApp();
  const [spell, restart] = useSpell(scanId);
  const id = useId();
  const w = words.spell;
  const minutes = format.number(Math.floor(spell.atPicturesMs / 60_000));
  const { breakAfterMin } = preferences;
  const due = spell.atPicturesMs >= breakAfterMin * 60_000;
  return (
    <>
      <button
        type="button"
        className={`spell ${due ? 'due' : ''}`}
        popoverTarget={id}
        title={w.title}
        data-testid="spell"
        data-due={due}
      >
        <Icon name="clock" /> {w.soFar(minutes, format.number(spell.scans))}
        {due && <strong> · {w.due}</strong>}
      </button>
      <p className="visually-hidden" role="status">
        {due && w.dueAloud(format.number(breakAfterMin))}
      </p>
      <div id={id} popover="auto" className="card menu spell-menu">
        <p>{w.own}</p>
        <label>
          {w.after}
          <select
            value={breakAfterMin}
            onChange={(event) => setPreferences({ breakAfterMin: Number(event.target.value) })}
          >
            {CHOICES_MIN.map((choice) => (
              <option key={choice} value={choice}>
                {w.minutes(format.number(choice))}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          onClick={(event) => {
            restart();
            event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
          }}
          data-testid="had-break"
        >
          {w.had}
        </button>
      </div>
    </>
  );
}

function useSpell(scanId: string | null): [Spell, restart: () => void] {
  const { user } = useApp();
  const place = `spell:${user.name}`;
  const [spell, setSpell] = useState(() => kept(place));
  const alive = useRef(true);
  const reading = useRef(false);
  reading.current = scanId !== null;

  useEffect(() => {
    sessionStorage.setItem(place, JSON.stringify(spell));
  }, [place, spell]);
  useEffect(() => {
    const live = (): void => {
      alive.current = true;
    };
    const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, live, { passive: true, capture: true });
    const timer = setInterval(() => {
      const what = { alive: alive.current, reading: reading.current && document.visibilityState === 'visible' };
      alive.current = false;
      setSpell((old) => counted(old, Date.now(), what));
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, live, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (scanId !== null) setSpell((old) => withScan(old, scanId));
  }, [scanId]);
  return [spell, () => setSpell(newSpell(Date.now()))];
}

function kept(place: string): Spell {
  try {
    return { ...newSpell(Date.now()), ...(JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<Spell>) };
  } catch {
    return newSpell(Date.now());
  }
}
