import { z } from 'zod';

/** Classes of vehicle that penalties tell apart, with their Vietnamese names. A truck or coach is a car for the rules of the road. */
export const VEHICLE_NAMES = {
  car: 'ô tô',
  truck: 'ô tô tải',
  coach: 'ô tô khách',
  motorbike: 'xe máy',
  'special-machine': 'xe máy chuyên dùng',
  bicycle: 'xe đạp',
  'electric-bicycle': 'xe đạp điện',
  pedestrian: 'người đi bộ',
} as const;

export type Vehicle = keyof typeof VEHICLE_NAMES;
export const VEHICLES = Object.keys(VEHICLE_NAMES) as readonly Vehicle[]; // Object.keys loses the key type
export const vehicleSchema = z.enum(VEHICLES as [Vehicle, ...Vehicle[]]); // z.enum asks for a non-empty tuple

/**
 * Behaviours that people speak of, with their Vietnamese names. One point of a decree may cover several, and one behaviour several points: `speed-…`
 * and `alcohol-…` have one code per band of the decree.
 */
export const BEHAVIOUR_NAMES = {
  'red-light': 'không chấp hành đèn tín hiệu',
  'officer-order': 'không chấp hành hiệu lệnh của người điều khiển giao thông',
  'road-sign': 'không chấp hành biển báo, vạch kẻ đường',
  'wrong-way': 'đi ngược chiều',
  'wrong-way-expressway': 'đi ngược chiều trên đường cao tốc',
  'expressway-reverse': 'lùi xe, quay đầu xe trên đường cao tốc',
  'expressway-stop': 'dừng, đỗ xe sai quy định trên đường cao tốc',
  'expressway-emergency-lane': 'đi vào làn dừng khẩn cấp',
  'expressway-forbidden': 'đi vào đường cao tốc trái phép',
  'sidewalk-riding': 'đi xe trên vỉa hè',
  phone: 'dùng điện thoại khi lái xe',
  headphones: 'dùng thiết bị âm thanh khi đi xe máy',
  umbrella: 'dùng ô khi đi xe',
  'alcohol-1': 'nồng độ cồn chưa vượt 50 mg/100 ml máu hoặc 0,25 mg/l khí thở',
  'alcohol-2': 'nồng độ cồn vượt 50 đến 80 mg/100 ml máu hoặc vượt 0,25 đến 0,4 mg/l khí thở',
  'alcohol-3': 'nồng độ cồn vượt 80 mg/100 ml máu hoặc 0,4 mg/l khí thở',
  'alcohol-refusal': 'không chấp hành kiểm tra nồng độ cồn',
  drugs: 'lái xe khi có ma túy',
  'drugs-refusal': 'không chấp hành kiểm tra ma túy',
  helmet: 'không đội mũ bảo hiểm',
  'speed-5-10': 'quá tốc độ từ 5 đến dưới 10 km/h',
  'speed-10-20': 'quá tốc độ từ 10 đến 20 km/h',
  'speed-20-35': 'quá tốc độ trên 20 đến 35 km/h',
  'speed-over-35': 'quá tốc độ trên 35 km/h',
  'no-mirror': 'không có gương chiếu hậu',
  'no-licence': 'không có giấy phép lái xe',
  'no-licence-large': 'không có giấy phép lái xe mô tô trên 125 cm³',
  'licence-not-carried': 'không mang theo giấy phép lái xe',
  'licence-expired': 'giấy phép lái xe hết hạn',
  'no-registration': 'không có chứng nhận đăng ký xe',
  'registration-not-carried': 'không mang theo chứng nhận đăng ký xe',
  'no-insurance': 'không có bảo hiểm bắt buộc',
  'inspection-expired': 'đăng kiểm hết hạn',
  'no-plate': 'không gắn biển số',
  'plate-obscured': 'che, sửa biển số',
  'plate-false': 'gắn biển số giả, sai đăng ký',
  seatbelt: 'lái ô tô không thắt dây an toàn',
  'seatbelt-carrying': 'chở người không thắt dây an toàn',
  'seatbelt-passenger': 'người ngồi trên ô tô không thắt dây an toàn',
  'child-seat': 'chở trẻ em trên ô tô trái quy định',
  'wrong-lane': 'đi sai làn, phần đường',
  'lane-change': 'chuyển làn sai quy định',
  'lane-change-expressway': 'chuyển làn sai quy định trên đường cao tốc',
  'turn-signal': 'chuyển hướng không báo hiệu',
  overtaking: 'vượt xe sai quy định',
  'u-turn': 'quay đầu xe nơi cấm',
  'no-entry': 'đi vào đường cấm',
  'parking-sidewalk': 'đỗ xe trên vỉa hè',
  parking: 'dừng, đỗ xe sai quy định',
  'carry-two': 'chở theo hai người trên xe máy',
  'carry-three': 'chở theo từ ba người trên xe máy',
  'lights-off': 'không bật đèn',
  'high-beam': 'dùng đèn chiếu xa sai quy định',
  'horn-night': 'bấm còi ban đêm trong khu dân cư',
  weaving: 'lạng lách, đánh võng',
  stunt: 'đi xe bằng một bánh',
  'hands-off': 'buông cả hai tay khi lái xe',
  racing: 'đua xe trái phép',
  'hit-and-run': 'gây tai nạn rồi bỏ chạy',
  accident: 'vi phạm quy tắc giao thông gây tai nạn',
  'priority-vehicle': 'không nhường đường xe ưu tiên',
  distance: 'không giữ khoảng cách an toàn',
  'open-door': 'mở cửa xe không an toàn',
  jaywalking: 'đi bộ qua đường sai quy định',
  'against-officers': 'chống người thi hành công vụ',
  'refuse-control': 'không chấp hành kiểm tra, kiểm soát',
  'street-vending': 'bán hàng rong trên lòng đường, vỉa hè',
  'sidewalk-business': 'kinh doanh trái phép trên lòng đường, vỉa hè',
  'drying-crops': 'phơi nông sản trên đường',
  'sharp-objects': 'rải vật sắc nhọn trên đường',
  obstacle: 'đặt chướng ngại vật trên đường',
  exhaust: 'thiếu bộ phận giảm thanh, giảm khói',
  'ownership-transfer': 'không làm thủ tục sang tên xe',
  'lend-unqualified': 'giao xe cho người không đủ điều kiện',
  'underage-14': 'từ đủ 14 đến dưới 16 tuổi lái xe',
  underage: 'từ đủ 16 đến dưới 18 tuổi lái xe',
  overload: 'chở hàng quá tải',
  'truck-bed': 'chở người trên thùng xe',
  abreast: 'đi xe dàn hàng ngang',
  yield: 'không nhường đường nơi giao nhau',
  'licence-points': 'số điểm của giấy phép lái xe',
} as const;

export type Behaviour = keyof typeof BEHAVIOUR_NAMES;
export const BEHAVIOURS = Object.keys(BEHAVIOUR_NAMES) as readonly Behaviour[]; // Object.keys loses the key type
export const behaviourSchema = z.enum(BEHAVIOURS as [Behaviour, ...Behaviour[]]); // z.enum asks for a non-empty tuple

const dong = z.number().int().nonnegative();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const fineSchema = z.strictObject({ min: dong, max: dong }).refine((fine) => fine.min <= fine.max, { error: 'min is above max' });

/** One legal fact with its citation. Filled by scripts/make-provisions.ts, later by editors. */
export const provisionSchema = z.strictObject({
  /** `<document>/<article>.<clause>.<point>`, such as `nd168-2024/7.7.c`; without point where the clause has none. */
  id: z.string().regex(/^[a-z0-9-]+\/\d+\.\d+(\.[a-zđ])?$/),
  /** Name of the document as it is cited. */
  document: z.string(),
  article: z.number().int().positive(),
  clause: z.number().int().positive(),
  point: z.string().nullable(),
  /** What the document says of the behaviour, in its own words. */
  text: z.string().min(1),
  behaviours: z.array(behaviourSchema),
  /** Empty when no class of vehicle is named. */
  vehicles: z.array(vehicleSchema),
  /** Fine of an individual in đồng; null where there is none, as for confiscation alone or a warning. */
  fine: fineSchema.nullable(),
  /** Fine of an organisation in đồng where the document names one. */
  organisationFine: fineSchema.nullable(),
  /** Points taken off the driving licence; 0 when none. For `licence-points` the points that a licence has. */
  points: z.number().int().min(0).max(12),
  /** Months without the licence; null when it is not withdrawn. */
  suspensionMonths: z.strictObject({ min: z.number().int(), max: z.number().int() }).nullable(),
  /** What is confiscated, in the document's words; null when nothing. */
  confiscation: z.string().nullable(),
  inForceFrom: day,
  /** Last day in force; null while it is. */
  inForceTo: day.nullable(),
  /** Day on which somebody last compared this with the document. */
  checkedOn: day,
});
export type Provision = z.infer<typeof provisionSchema>;

/** An amendment that is known to exist but whose text is not entered: what it is said to touch cannot be compared from that day on. */
export const knownAmendmentSchema = z.strictObject({
  from: day,
  behaviours: z.array(behaviourSchema),
  /** What is known of it, with where it was read; Vietnamese, shown to editors. */
  note: z.string().min(1),
});
export type KnownAmendment = z.infer<typeof knownAmendmentSchema>;

/** Whether the vehicle as spoken of falls under a class that a provision names. */
export function coversVehicle(provision: Provision, vehicle: Vehicle): boolean {
  return provision.vehicles.length === 0 || provision.vehicles.includes(vehicle);
}
