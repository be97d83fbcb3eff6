import { useId } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import type { ActionName } from '../actions/registry.ts';
import { useApp } from './context.ts';

const ENTRIES: readonly ActionName[] = ['palette', 'keys', 'theme-system', 'theme-dark', 'theme-light', 'sign-out'];

/** What concerns the page rather than a scan, behind one button. */
export function Menu() {
  const { words } = useApp();
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} data-testid="menu">
        ☰ {words.menu}
      </button>
      {/* Any of its buttons also closes it. */}
      <div id={id} popover="auto" className="card menu" onClickCapture={(event) => event.currentTarget.hidePopover()}>
        {ENTRIES.map((action) => (
          <ActionButton key={action} action={action} className="item" />
        ))}
      </div>
    </>
  );
}
