import { type ContainerNumber, compareDeclarations } from '@h986/domain';
import type { Comparer } from './comparers.ts';

/** Against what customs were told, in the versions that the records have now. */
export const withDeclarations: Comparer = async ({ row, result, match }) =>
  compareDeclarations(result, row.containers as ContainerNumber[], match);
