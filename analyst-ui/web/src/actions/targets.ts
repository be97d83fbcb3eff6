import type { Action } from './registry.ts';
import type { TargetName, Targets } from './types.ts';

/** What is on the page now for actions to act on. */
export interface TargetStore {
  /** Puts a target there, over one of the same name. @returns how to take it away again */
  add<T extends TargetName>(name: T, target: () => Targets[T]): () => void;
  /** Something that `when` and `checked` read has changed. */
  touch(): void;
  get<T extends TargetName>(name: T): Targets[T] | undefined;
  /** How an action is performed whose target is in another window; null when there is none. */
  relay: ((action: Action) => (() => void) | null) | null;
  subscribe(heard: () => void): () => void;
  /** Changes with every `touch`. */
  version(): number;
}

export function createTargetStore(): TargetStore {
  const stacks: { [T in TargetName]?: (() => Targets[T])[] } = {};
  const listeners = new Set<() => void>();
  let version = 0;

  function touch(): void {
    version++;
    for (const listener of listeners) listener();
  }

  return {
    relay: null,
    touch,
    add<T extends TargetName>(name: T, target: () => Targets[T]) {
      const stack: (() => Targets[T])[] = stacks[name] ?? [];
      (stacks as Record<T, (() => Targets[T])[]>)[name] = stack;
      stack.push(target);
      touch();
      return () => {
        stack.splice(stack.indexOf(target), 1);
        touch();
      };
    },
    // One that has just gone is null until its component has taken it away.
    get: (name) => stacks[name]?.at(-1)?.() ?? undefined,
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    version: () => version,
  };
}

/** An action bound to what it acts on; null while it does not apply. */
export interface Bound {
  perform(): void;
  release(): void;
  /** Undefined for what is neither on nor off. */
  checked: boolean | undefined;
}

export function bind(action: Action, targets: Pick<TargetStore, 'get' | 'relay'>): Bound | null {
  const target = targets.get(action.on);
  if (target === undefined) return bindElsewhere(targets.relay?.(action) ?? null);
  // `action` made them for each other; over all of them the compiler cannot see it.
  const { when, perform, release, checked } = action as unknown as ForAny;
  if (when?.(target) === false) return null;
  return {
    perform: () => perform(target),
    release: () => release?.(target),
    checked: checked?.(target),
  };
}

/** What lasts while a key is held does not reach over: its end might be missed. */
function bindElsewhere(send: (() => void) | null): Bound | null {
  return send && { perform: send, release() {}, checked: undefined };
}

interface ForAny {
  when?(target: unknown): boolean;
  perform(target: unknown): void;
  release?(target: unknown): void;
  checked?(target: unknown): boolean;
}
