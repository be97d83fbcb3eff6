import { z } from 'zod';

/** Whether a scan can be judged by: `usable` with a reason to know, `rescan` where it should be made again. */
export const QUALITY_GRADES = ['good', 'usable', 'rescan'] as const;
export const QualityGrade = z.enum(QUALITY_GRADES);
export type QualityGrade = z.infer<typeof QualityGrade>;

/** Something measured on the picture, and the limits that grade it. */
export const QualityFigure = z.object({
  /** e.g. `air-level`, `air-noise`, `lost-lines`, `dead-channels`, `dose-drift`, `speed`, `aspect`, `sharpness`, `saturation`, `cut-off`. */
  name: z.string(),
  value: z.number(),
  /** Of the value, by name of the screens' words: `share`, `percent`, `mm`, `count`, `ratio`. */
  unit: z.string(),
  grade: QualityGrade,
});
export type QualityFigure = z.infer<typeof QualityFigure>;

/** What one strip's full pixels say of the picture, summed up in its job. */
export const QualityPart = z.object({
  /** Lines with data. */
  lines: z.number().int().nonnegative(),
  /** Channels that dark and air lines disprove, and the widest run of them; the same in every strip. */
  badChannels: z.number().int().nonnegative(),
  widestGap: z.number().int().nonnegative(),
  /** Channels that read one and the same in every line of the strip though their calibration was sound. */
  stuckChannels: z.array(z.number().int().nonnegative()).max(4096),
  /** Share of raw samples at the end of the scale. */
  saturated: z.number().min(0).max(1),
  /** Median transmission of the brightest pixels: air, where there is any. */
  brightest: z.number().nonnegative(),
  /** Noise of bright pixels, relative and as if it were in air; null where too few are bright. */
  airNoise: z.number().nonnegative().nullable(),
  /** Mean dose of every 32 lines over the calibration's, by the scanner's monitor; none where it has none. */
  doses: z.array(z.number().nonnegative()),
  /** Encoder counts a line, every 32 lines; none where the encoder stands. */
  encoderSteps: z.array(z.number()),
  /** How many edges along travel are so wide: by quarters of a line. */
  edges: z.array(z.number().int().nonnegative()),
  /** Mean transmission of the strip's first and last line, in equal parts from the top; null where there is no data. */
  firstLine: z.array(z.number().nullable()),
  lastLine: z.array(z.number().nullable()),
});
export type QualityPart = z.infer<typeof QualityPart>;

export const ImageQuality = z.object({
  /** The worst of its figures. */
  grade: QualityGrade,
  figures: z.array(QualityFigure),
});
export type ImageQuality = z.infer<typeof ImageQuality>;
