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

export const ImageQuality = z.object({
  /** The worst of its figures. */
  grade: QualityGrade,
  figures: z.array(QualityFigure),
});
export type ImageQuality = z.infer<typeof ImageQuality>;
