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
  /**
   * Names of it, its own and those of `formerUnits`, without type, that no unit of another province bears or bore before July 2025; of a district none of
   * another district. Absent: not known.
   */
  uniqueNames: z.array(z.string()).optional(),
});
export type PlaceUnit = z.infer<typeof placeUnitSchema>;

/** What a landmark is; `name` is another name of a unit itself, such as HP. */
export const landmarkKindSchema = z.enum([
  'street',
  'bridge',
  'junction',
  'pass',
  'station',
  'port',
  'hospital',
  'school',
  'zone',
  'site',
  'name',
]);

/** A street, a bridge, a port: what people name instead of the unit that it lies in. */
export const landmarkSchema = z.object({
  /** As people call it, with the word for what it is: `Cầu Bính`, `Đường Lạch Tray`. */
  name: z.string().min(1),
  kind: landmarkKindSchema,
  spellings: z.array(z.string().min(1)),
  /** Ids of the units that it lies in today: both ends of a bridge, the main wards of a street. Of a former district where the ward is not certain. */
  units: z.array(z.string()).min(1),
  /** Nothing else in the country is called so; otherwise the text or its outlet must speak of the province. */
  isKnownAlone: z.boolean(),
  /** Day on which somebody compared the row with a source, or `unverified`. */
  checked: z.union([z.iso.date(), z.literal('unverified')]),
});
export type Landmark = z.infer<typeof landmarkSchema>;

/** A unit that a text is about. `written` is the text's own words; filled by the analysis. */
export const placeMentionSchema = z.object({ unit: z.string(), profile: z.string(), written: z.string() });
export type PlaceMention = z.infer<typeof placeMentionSchema>;
