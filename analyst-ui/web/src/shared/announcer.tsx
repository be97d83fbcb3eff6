import { useEffect, useState } from 'react';

type Listener = (text: string) => void;
let listener: Listener | null = null;

/** Has a screen reader say something, once what it is saying now is done. */
export function announce(text: string): void {
  listener?.(text);
}

/** Where announcements are put; one on the page. */
export function Announcer() {
  const [{ text, turn }, setSaid] = useState({ text: '', turn: 0 });
  useEffect(() => {
    listener = (said) => setSaid((old) => ({ text: said, turn: old.turn + 1 }));
    return () => {
      listener = null;
    };
  }, []);
  return (
    <p className="visually-hidden" role="status" data-testid="announcer">
      {/* The same words said twice are said twice. */}
      <span key={turn}>{text}</span>
    </p>
  );
}
