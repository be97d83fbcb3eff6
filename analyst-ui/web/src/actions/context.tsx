import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { flushSync } from 'react-dom';
import { useApp } from '../app/context.ts';
import { listenToKeys } from './keyboard.ts';
import { type ActionName, actionNamed } from './registry.ts';
import { type Bound, bind, createTargetStore, type TargetStore } from './targets.ts';
import type { TargetName, Targets } from './types.ts';

const TargetsContext = createContext<TargetStore | null>(null);

/** Keys, and the targets that the parts of the page put in. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const { preferences } = useApp();
  const targets = useMemo(createTargetStore, []);
  const own = useRef(preferences.keys);
  own.current = preferences.keys;
  useEffect(() => listenToKeys({ targets, own: () => own.current, commit: flushSync }), [targets]);
  return <TargetsContext value={targets}>{children}</TargetsContext>;
}

export function useTargets(): TargetStore {
  const targets = useContext(TargetsContext);
  if (targets === null) throw new Error('actions outside of their provider');
  return targets;
}

/** Offers a target to actions as long as the component lives; null while there is none. */
export function useTarget<T extends TargetName>(name: T, target: Targets[T] | null): void {
  const targets = useTargets();
  const latest = useRef(target);
  latest.current = target;
  const there = target !== null;
  useLayoutEffect(() => {
    if (!there) return;
    return targets.add(name, () => latest.current as Targets[T]);
  }, [targets, name, there]);
  // Whoever shows `checked` and `when` has to look again.
  useEffect(() => targets.touch());
}

/** An action as it stands now; null while it does not apply. */
export function useAction(name: ActionName): Bound | null {
  const targets = useTargets();
  useTargetVersion();
  return bind(actionNamed(name), targets);
}

/** Draws again whenever a target has changed. */
export function useTargetVersion(): number {
  const targets = useTargets();
  return useSyncExternalStore(targets.subscribe, targets.version);
}
