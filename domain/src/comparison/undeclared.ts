import type { ContainerNumber } from '../container.ts';
import type { DeclarationMatch } from '../declaration/match.ts';
import type { Answer } from './asked.ts';

/**
 * Containers of the scan that nobody declared. `declared` says how many others were: where nobody declares anything, an undeclared
 * container is nothing to wonder at.
 */
export function undeclaredContainers(numbers: readonly ContainerNumber[], { undeclared }: DeclarationMatch): Answer {
  if (numbers.length === 0) return { observations: [], notApplicable: 'no-number' };
  const values = { declared: numbers.length - undeclared.length };
  const observations = undeclared.map((number) => ({
    code: 'not-declared' as const,
    container: numbers.length === 1 ? 0 : null,
    values,
    names: { number },
  }));
  return { observations };
}
