import { useApp } from '../../app/context.ts';
import { wordFor } from '../../i18n/word.ts';
import { nameOf } from './told.ts';

/** A reason of the verdict that rests on an observation: goes to its sentence, which lights its place. */
export function ReasonLink({ code, detail }: { code: string; detail: string }) {
  const { words } = useApp();
  const show = (): void => {
    const sentence = document.getElementById(nameOf(code, detail));
    sentence?.scrollIntoView({ block: 'nearest' });
    sentence?.focus();
  };
  return (
    <button type="button" className="link" data-reason={code} onClick={show}>
      {wordFor(words.observation, code)}
    </button>
  );
}
