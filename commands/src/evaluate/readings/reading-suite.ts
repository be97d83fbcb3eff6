import type { Interval } from '@h986/domain/statistics';

/** What a suite of readings is run with. */
export interface ReadingWanted {
  scans: number;
  /** Of its first scan; from 900,000,000 on. */
  seed: number;
  /** Folder of real scans as .npy, null where none was named. */
  background: string | null;
  modelsDir: string;
  tell(text: string): void;
}

/** One measured thing with its interval of 95 %. */
export interface ReadingFigure extends Interval {
  /** What it was measured on: a scanner, a kind of goods, a range. */
  group: string;
  name: string;
  /** Left out for a share. */
  unit?: string;
  /** Patches, segments, loads. */
  cases: number;
}

export interface Reading {
  scans: number;
  figures: ReadingFigure[];
  /** What people should know beside the figures, a line each. */
  notes: string[];
}

/** A suite that asks what is read of loads, where the others ask what models find. */
export interface ReadingSuite {
  name: string;
  /** What it asks, for the table's head. */
  asks: string;
  /** Its scans' seeds begin here; every suite has a million of its own. */
  seedFrom: number;
  /** As many as are made where nobody says. */
  scans: number;
  run(wanted: ReadingWanted): Promise<Reading>;
}
