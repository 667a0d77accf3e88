import { z } from 'zod';
import { bodyRuleSchema } from './competent-body.ts';
import { landmarkSchema, placeUnitSchema } from './place.ts';
import { sourceSchema } from './source.ts';

/** Who publishes. Outlets of one owner share a `family`, so that they are not counted as independent voices. */
export const outletSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  family: z.string(),
  type: z.enum(['newspaper', 'broadcaster', 'portal', 'police', 'platform']),
  /** Writes for this province: a name in it means the place here unless it says otherwise. Absent: the whole country. */
  local: z.boolean().optional(),
  /**
   * Where the text of its articles stands, for an outlet whose pages are not understood without: `tag`, `#id`, `.class`, joined
   * (`div.detail`), or several separated by commas. Absent for nearly all.
   */
  bodySelector: z
    .string()
    .regex(/^[a-z0-9-]*(?:[#.][\w-]+)*(?:\s*,\s*[a-z0-9-]*(?:[#.][\w-]+)*)*$/i)
    .min(1)
    .optional(),
});
export type Outlet = z.infer<typeof outletSchema>;

/** A province as data: a third one needs no code. Folder `profiles/<id>/`. */
export const profileSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Issuing body of the digest, e.g. "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng". */
  department: z.string(),
  /** Where the digest is dated. */
  seat: z.string(),
  /** Fewest public comments that a shown aggregate may rest on. */
  minimumGroup: z.number().int().min(2).default(5),
  outlets: z.array(outletSchema),
  sources: z.array(sourceSchema),
  places: z.array(placeUnitSchema),
  /** What people name instead of a unit. Demo folders of before there were any have none. */
  landmarks: z.array(landmarkSchema).default([]),
  /** Who answers which petition, the first that fits. */
  bodies: z.array(bodyRuleSchema).default([]),
});
export type Profile = z.infer<typeof profileSchema>;
