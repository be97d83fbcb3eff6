import { type ReactNode, useEffect, useRef } from 'react';
import { useApp } from '../app/context.ts';

interface Props {
  title: string;
  className?: string;
  onClose(): void;
  children: ReactNode;
}

/** A dialog that is open as long as it is there; Escape and the cross close it, the focus goes back where it was. */
export function Dialog({ title, className = '', onClose, children }: Props) {
  const { words } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className={`card ${className}`} aria-label={title} onClose={() => close.current()}>
      <header className="row spread">
        <h2>{title}</h2>
        <button type="button" aria-label={words.close} title={`${words.close} (Esc)`} onClick={() => close.current()}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
