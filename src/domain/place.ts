import { z } from 'zod';

/**
 * One administrative unit as a profile knows it. `id` is `profile/type/slug`: names repeat, ids do not. Districts (`quan`, `huyen`,
 * `thi-xa`, a former `thanh-pho`) and merged provinces ended on 1 July 2025; people still write them, so they are units too.
 */
export const placeUnitSchema = z.object({
  id: z.string(),
  profile: z.string(),
  type: z.enum(['phuong', 'xa', 'dac-khu', 'tinh', 'thanh-pho', 'quan', 'huyen', 'thi-xa']),
  /** As it is shown, with its type: `Phường Lê Chân`; a unit that ended says so: `Quận Lê Chân (cũ)`. */
  name: z.string(),
  /** WGS 84 degrees of the area's centroid; null where no boundary is known. */
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  formerProvince: z.string(),
  formerDistricts: z.array(z.string()),
  formerUnits: z.array(z.string()),
});
export type PlaceUnit = z.infer<typeof placeUnitSchema>;

/** A unit that a text is about. `written` is the text's own words; filled by the analysis. */
export const placeMentionSchema = z.object({ unit: z.string(), profile: z.string(), written: z.string() });
export type PlaceMention = z.infer<typeof placeMentionSchema>;
