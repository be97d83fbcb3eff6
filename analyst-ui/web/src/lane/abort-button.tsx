import { useRef } from 'react';
import { useApp } from '../app/context.ts';

/** Aborting is asked twice: a truck would have to come again. */
export function AbortButton({ onConfirm }: { onConfirm(): void }) {
  const { words } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const confirm = (): void => {
    dialog.current?.close();
    onConfirm();
  };
  return (
    <>
      <button type="button" className="danger" onClick={() => dialog.current?.showModal()} data-testid="abort">
        ■ {words.lane.abort}
      </button>
      <dialog ref={dialog} className="card" aria-labelledby="abort-title">
        <h2 id="abort-title">{words.lane.abortTitle}</h2>
        <p>{words.lane.abortBody}</p>
        <div className="row end">
          <button type="button" onClick={() => dialog.current?.close()}>
            {words.cancel}
          </button>
          <button type="button" className="danger" onClick={confirm} data-testid="abort-confirm">
            {words.lane.abortConfirm}
          </button>
        </div>
      </dialog>
    </>
  );
}
