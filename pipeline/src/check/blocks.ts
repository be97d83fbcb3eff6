import type { TestObject } from '@h986/domain';
import { lastTold } from './last-told.ts';
import { alike, type Patch, type Placement, patchOf, type WholePicture } from './picture.ts';

/** The lead stands out where it differs by so many standard deviations of one pixel, as in `npm run bench`. */
const LEAD_VISIBLE = 1;
/** A sheet is seen when so many pixels of it together stand out so far (Rose). */
const SHEET = { pixels: 25, visible: 3 };

/** The thickest steel, mm, on which the lead is still told, every thinner block told too; null: on none. @see IEC 62523, 7.1 */
export function penetration(picture: WholePicture, place: Placement, object: TestObject): number | null {
  const blocks = [...object.penetration].sort((a, b) => a.steelMm - b.steelMm);
  return lastTold(
    blocks.map(({ steelMm, bare, lead }) => {
      const [steel, behind] = [bare, lead].map((areas) =>
        alike(areas.map((area) => patchOf(picture, place, area))),
      ) as [Patch, Patch];
      return { place: steelMm, standsOut: (steel.mean - behind.mean) / Math.max(steel.sigma, Number.EPSILON) };
    }),
    LEAD_VISIBLE,
  );
}

/** The thinnest sheet seen on its plate, per cent of the plate's thickness; null: none. @see IEC 62523, 7.3 */
export function contrast(picture: WholePicture, place: Placement, object: TestObject): number | null {
  const sheets = object.contrast.map((one) => ({ ...one, share: (100 * one.sheetMm) / one.plateMm }));
  return lastTold(
    sheets
      .sort((a, b) => b.share - a.share)
      .map(({ share, bare, sheet }) => {
        const [plate, raised] = [patchOf(picture, place, bare), patchOf(picture, place, sheet)];
        const standsOut =
          ((plate.mean - raised.mean) / Math.max(plate.sigma, Number.EPSILON)) * Math.sqrt(SHEET.pixels);
        return { place: share, standsOut };
      }),
    SHEET.visible,
  );
}
