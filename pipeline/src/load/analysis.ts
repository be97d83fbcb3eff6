import type {
  ContainerReading,
  DomainError,
  Geometry,
  LoadReading,
  LocatedContainer,
  MaterialTable,
  Observation,
  Seal,
  StripResult,
} from '@h986/domain';
import type { Coarse } from '../coarse/coarse.ts';
import type { LoadPicture } from './load-picture.ts';

/** All that an analysis of the load may look at. */
export interface LoadContext {
  /** What is scattered into each cell is taken out, where the table knows it. */
  picture: LoadPicture;
  /** Mean transmission on the same grid. */
  coarse: Coarse;
  geometry: Geometry;
  seal: Seal;
  /** From the left; none where no locator is to be believed. */
  containers: readonly LocatedContainer[];
  strips: readonly StripResult[];
  /** Of the scanner; null where it has none or what it has may not be used. */
  table: MaterialTable | null;
  /** Of the table's file. */
  tableSha256?: string;
  /** Why its table may not be used. */
  tableError?: DomainError;
}

/** The reading as far as it has come. An analysis adds what it reads, and may use what those before it have left. */
export interface Draft {
  /** As the context's. */
  containers: ContainerReading[];
  table: LoadReading['table'];
  quality?: LoadReading['quality'];
  observations: Observation[];
  /** Maps over the whole picture, one byte a cell of its grid, row by row. */
  maps: { material?: Uint8Array; hiding?: Uint8Array };
}

/** One question to the load. */
export interface Analysis {
  name: string;
  version: string;
  /**
   * @returns why it does not apply to this scan, undefined where it ran
   * @throws what makes its run `failed`; what it added until then stays out
   */
  read(context: LoadContext, draft: Draft): string | undefined;
}
