import { describe, expect, test } from 'vitest';
import { newsEventSchema, type NewsEvent } from '../../../../src/domain/news-event.ts';
import { findNewsEvents } from '../../../../src/pipeline/analysis/event/find-news-events.ts';

function typesOf(text: string): string[] {
  return findNewsEvents('', text).map(({ type }) => type);
}

function shown(event: NewsEvent | undefined, title: string, text: string): string {
  const { field, start, end } = event?.evidence ?? { field: 'text', start: 0, end: 0 };
  return (field === 'title' ? title : text).slice(start, end);
}

describe('findNewsEvents', () => {
  test('tells a conference with who held it, where and when, and shows the sentence', () => {
    const text = 'Trời mưa to. Sáng 14/9/2023, Quận ủy Lê Chân tổ chức hội nghị quán triệt Chỉ thị số 23-CT/TW. Đại biểu ra về.';
    const places = [{ unit: 'hai-phong/quan/le-chan', profile: 'hai-phong', written: 'Lê Chân' }];
    const [event, ...more] = findNewsEvents('', text, places);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'conference', written: 'Quận ủy Lê Chân', unit: 'hai-phong/quan/le-chan', date: '2023-09-14' });
    expect(shown(event, '', text)).toBe('Sáng 14/9/2023, Quận ủy Lê Chân tổ chức hội nghị quán triệt Chỉ thị số 23-CT/TW');
  });

  test('leaves the unit open when the place stands in another sentence', () => {
    const places = [{ unit: 'hai-phong/quan/le-chan', profile: 'hai-phong', written: 'Lê Chân' }];
    const [event] = findNewsEvents('', 'Ở Lê Chân trời mưa. Công an mở hội nghị về an toàn giao thông.', places);
    expect(event).toMatchObject({ unit: null, written: 'Công an' });
  });

  test.each([
    ['a conference on something else', 'Thành phố tổ chức hội nghị xúc tiến du lịch, thu hút 200 doanh nghiệp.'],
    ['a conference that only asks its guests to drive safely', 'Hội nghị đầu tư khai mạc, xe đưa đón bảo đảm an toàn giao thông.'],
    ['a conference that is only asked for', 'Tỉnh yêu cầu các xã tổ chức hội nghị quán triệt Chỉ thị 23.'],
    ['a conference with a deadline', 'Các huyện tổ chức hội nghị học tập Chỉ thị 23 (hoàn thành trong tháng 8/2023).'],
    ['a plan to come', 'Thời gian tới, sở sẽ xây dựng kế hoạch bảo đảm an toàn giao thông.'],
    ['a check of drivers', 'Cảnh sát kiểm tra nồng độ cồn bảo đảm an toàn giao thông trên quốc lộ.'],
    ['a mirror', 'Xe không gương chiếu hậu bị phạt khi tham gia giao thông.'],
    ['a rescue', 'Bác sĩ can thiệp kịp thời cứu nạn nhân tai nạn giao thông.'],
  ])('does not take for an event %s', (_, text) => {
    expect(typesOf(text)).toEqual([]);
  });

  test('takes a conference that looks back for a review, and one in a plan for the plan', () => {
    expect(typesOf('Thành ủy mở hội nghị sơ kết ba năm thực hiện Chỉ thị 23.')).toEqual(['review']);
    expect(typesOf('Tỉnh ủy ban hành kế hoạch học tập, quán triệt Chỉ thị 23.')).toEqual(['plan']);
  });

  test('does not give an event the date of the document that it is about', () => {
    const [event] = findNewsEvents('', 'Thị ủy ban hành kế hoạch thực hiện Chỉ thị số 23-CT/TW ngày 25/5/2023 của Ban Bí thư.');
    expect(event).toMatchObject({ type: 'plan', written: 'Thị ủy', date: null });
  });

  test.each([
    ['Thành ủy họp bàn về an toàn giao thông ngày 31/2/2025.', null],
    ['Tháng 8 năm 2023, Thành ủy họp bàn về an toàn giao thông.', '2023-08'],
    ['Ngày 5 tháng 10 năm 2023, Thành ủy họp bàn về an toàn giao thông.', '2023-10-05'],
    ['Sáng 5/10, Thành ủy họp bàn về an toàn giao thông.', null],
  ])('reads the date of "%s" as %s', (text, date) => {
    expect(findNewsEvents('', text)).toMatchObject([{ type: 'conference', date }]);
  });

  test.each([
    ['Phong trào “Toàn dân tham gia bảo đảm trật tự, an toàn giao thông” lan rộng', 'all-people'],
    ['TOÀN DÂN THAM GIA ĐẢM BẢO TRẬT TỰ AN TOÀN GIAO THÔNG', 'all-people'],
    ['thuong ton phap luat de xay dung van hoa giao thong an toan', 'law-culture'],
    ['Thượng tôn pháp luật để xây dựng văn hoá giao thông an toàn'.normalize('NFD'), 'law-culture'],
    ['Thượng tôn pháp luật giao thông để xây dựng văn hóa giao thông an toàn', 'law-culture'],
    ['Cuộc vận động Toàn dân thực hiện văn hóa giao thông', 'traffic-culture'],
  ])('knows the movement of "%s" by its phrase', (title, movement) => {
    expect(findNewsEvents(title, '')).toContainEqual(expect.objectContaining({ type: 'movement', movement }));
  });

  test('shows the very words of a movement, and does not take half of them for it', () => {
    const title = 'Hưởng ứng Toàn dân thực hiện văn hóa giao thông ở xã';
    const [event] = findNewsEvents(title, '');
    expect(shown(event, title, '')).toBe('Toàn dân thực hiện văn hóa giao thông');
    expect(findNewsEvents('Toàn dân thực hiện nếp sống mới', 'Thượng tôn pháp luật để xây dựng xã hội.')).toEqual([]);
  });

  test('finds interference and good examples', () => {
    expect(typesOf('Một cán bộ can thiệp việc xử lý vi phạm giao thông.')).toEqual(['interference']);
    expect(typesOf('Bác xe ôm là tấm gương về văn hóa giao thông.')).toEqual(['good-example']);
  });

  test('does not end a sentence at the full stop of an abbreviation', () => {
    const text = 'UBND TP. Hải Phòng ban hành kế hoạch bảo đảm an toàn giao thông.';
    expect(findNewsEvents('', text)).toMatchObject([{ type: 'plan', written: 'UBND TP. Hải Phòng' }]);
  });

  test('says the same event once and keeps to the schema', () => {
    const line = 'Thành ủy tổ chức hội nghị quán triệt Chỉ thị 23. ';
    const events = findNewsEvents(line, line.repeat(3));
    expect(events).toHaveLength(1);
    expect(events.map((event) => newsEventSchema.parse(event))).toEqual(events);
  });

  test('finds nothing in nothing', () => {
    expect(findNewsEvents('', '')).toEqual([]);
    expect(findNewsEvents('?!', '\ud83d \u0000 \n;;')).toEqual([]);
  });

  test.each(['giao thông hội nghị ', 'UBND xã A chỉ thị 23 kế hoạch của ', 'Toàn dân tham gia ', 'gương giao thông. ', 'TP. '])(
    'ends with a megabyte of "%s"',
    (part) => {
      expect(findNewsEvents('', part.repeat(Math.ceil(1_000_000 / part.length))).length).toBeLessThanOrEqual(20);
    },
    20_000,
  );

  test('finds the same in NFC and NFD, each with its own offsets', () => {
    const text = 'Hôm qua mưa. Huyện uỷ Kỳ Anh mở hội nghị quán triệt Chỉ thị 23.';
    const nfd = text.normalize('NFD');
    const [event] = findNewsEvents('', text);
    const [other] = findNewsEvents('', nfd);
    expect(other?.type).toBe('conference');
    expect(shown(other, '', nfd).normalize('NFC')).toBe(shown(event, '', text));
  });
});
