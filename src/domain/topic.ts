import { z } from 'zod';

/** The thirteen topics, in the order of the screen, with their Vietnamese names. */
export const TOPIC_NAMES = {
  directive: 'Chỉ thị 23 và công tác lãnh đạo, chỉ đạo',
  'law-penalties': 'Pháp luật và mức xử phạt',
  enforcement: 'Tuần tra, xử lý vi phạm',
  'alcohol-drugs': 'Nồng độ cồn, ma túy',
  behaviour: 'Ý thức, văn hóa giao thông',
  accidents: 'Tai nạn giao thông',
  infrastructure: 'Hạ tầng, tổ chức giao thông, ùn tắc',
  'street-space': 'Vỉa hè, lòng đường, đỗ xe',
  transport: 'Vận tải hành khách, hàng hóa',
  'vehicles-licences': 'Phương tiện, đăng kiểm, giấy phép lái xe',
  'schools-youth': 'Học sinh, thanh thiếu niên',
  campaigns: 'Tuyên truyền, phong trào, gương điển hình',
  'rail-waterway': 'Đường sắt, đường thủy',
} as const;

export type Topic = keyof typeof TOPIC_NAMES;
export const TOPICS = Object.keys(TOPIC_NAMES) as readonly Topic[]; // Object.keys loses the key type
export const topicSchema = z.enum(TOPICS as [Topic, ...Topic[]]); // z.enum asks for a non-empty tuple
