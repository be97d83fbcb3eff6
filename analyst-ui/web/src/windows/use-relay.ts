import type { ScanId } from '@h986/domain';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useTargets } from '../actions/context.tsx';
import { ACTIONS } from '../actions/registry.ts';
import { bind } from '../actions/targets.ts';
import type { TargetName } from '../actions/types.ts';
import { useApp } from '../app/context.ts';

/**
 * Lets actions reach over to the other windows of the desk, both ways: those on targets that are elsewhere are sent,
 * those that come and have their target here are performed, if both windows show the same scan.
 *
 * @param elsewhere which targets another window has
 */
export function useRelay(elsewhere: readonly TargetName[], scanId: ScanId | null): void {
  const { channel } = useApp();
  const targets = useTargets();
  const names = elsewhere.join(' ');
  useEffect(() => {
    if (scanId === null) return;
    targets.relay = ({ on, name, release }) => {
      if (release !== undefined || !names.split(' ').includes(on)) return null;
      return () => channel.say({ kind: 'perform', action: name, scanId });
    };
    const stop = channel.hear((message) => {
      if (message.kind !== 'perform' || message.scanId !== scanId) return;
      const action = ACTIONS.find(({ name }) => name === message.action);
      const bound = action && targets.get(action.on) !== undefined ? bind(action, targets) : null;
      if (bound !== null) flushSync(bound.perform);
    });
    targets.touch();
    return () => {
      targets.relay = null;
      stop();
    };
  }, [channel, targets, scanId, names]);
}
