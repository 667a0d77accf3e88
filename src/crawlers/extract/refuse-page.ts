import { elementsOf, type HtmlElement } from './html-tree.ts';
import type { PageFacts } from './page-facts.ts';
import { wordsOf } from './select-blocks.ts';
import type { TextBlock } from './text-blocks.ts';

/** Why a page is not taken as an article. */
export type Refusal = 'captcha' | 'log-in' | 'error-page' | 'index-page' | 'no-text';

/** Gates and error pages say little; a real article may speak of CAPTCHAs and the number 404 at length. */
const MOST_GATE_CHARS = 700;
/** "The article was taken down" and an apology are no longer; an article whose title speaks of an error is. */
const MOST_ERROR_CHARS = 160;
const CAPTCHA_TITLE =
  /just a moment|attention required|checking your browser|verify(?:ing)? (?:you are|that you)|are you (?:a )?(?:human|robot)|access (?:to this page has been )?denied|ddos|security check|robot check|captcha|xác minh (?:rằng )?(?:bạn|truy cập|người dùng)|^xác minh$|không phải (?:là )?(?:người máy|robot)/iu;
const CAPTCHA_MARK =
  /challenge-platform|cf-challenge|cf_chl|cf-turnstile|g-recaptcha|h-captcha|px-captcha|captcha-delivery|recaptcha\/api|hcaptcha\.com|captcha/i;
const CAPTCHA_TEXT =
  /captcha|(?:verify|confirm|prove|make sure).{0,40}(?:human|robot)|không phải (?:là )?(?:người máy|robot)|mã xác nhận|kiểm tra trình duyệt|checking your browser|unusual traffic/iu;
const LOG_IN_TITLE = /^(?:đăng nhập|log ?in|sign ?in|yêu cầu đăng nhập|bạn (?:cần|phải) đăng nhập)/iu;
const ERROR_TITLE =
  /^(?:(?:lỗi|error|http)\s*)*(?:40[0-9]|410|50[0-4])(?:\s*$|\s*[-–—|:!.]|\s+(?:error|not found|forbidden|bad gateway|lỗi|không))|page (?:not found|can(?:no|')t be found)|^not found|không tìm thấy (?:trang|bài|nội dung|đường dẫn)|(?:trang|bài viết|nội dung|đường dẫn|liên kết).{0,40}(?:không tồn tại|không còn tồn tại|đã bị (?:xóa|xoá|gỡ))|bad gateway|service unavailable|internal server error|^(?:server|database|application|runtime) error|^lỗi (?:hệ thống|máy chủ|kết nối)\s*(?:$|[-–—|:.])|đang bảo trì|hệ thống bận/iu;
/** A list of articles has that many headlines that are links. */
const FEWEST_HEADLINES = 8;
const SHORTEST_HEADLINE = 25;
const SHORTEST_PARAGRAPH = 80;

/** The reason to refuse a page, null when it may be taken. `text` is the body that was found, `blocks` what stands around it. */
export function refusePage(root: HtmlElement, facts: PageFacts, text: string, blocks: readonly TextBlock[]): Refusal | null {
  if (text.length <= MOST_GATE_CHARS) {
    const refusal = refuseGate(root, facts, text, blocks);
    if (refusal) return refusal;
  }
  if (isIndex(facts, blocks)) return 'index-page';
  return wordsOf(text).includes(' ') ? null : 'no-text';
}

function refuseGate(root: HtmlElement, facts: PageFacts, text: string, blocks: readonly TextBlock[]): Refusal | null {
  const titles = [facts.documentTitle, facts.title];
  const said = `${text}\n${blocks.map((block) => block.text).join('\n')}`.slice(0, 4 * MOST_GATE_CHARS);
  // An article about robots has its time and type; a gate has neither.
  if (!facts.claimsArticle && (titles.some((title) => CAPTCHA_TITLE.test(title)) || (CAPTCHA_TEXT.test(said) && hasCaptcha(root))))
    return 'captcha';
  const asksToLogIn = titles.some((title) => LOG_IN_TITLE.test(title));
  // An article about logging in calls itself one; a gate in its place has a field for the password.
  if (facts.claimsArticle ? asksToLogIn && hasPasswordField(root) : asksToLogIn || hasPasswordField(root)) return 'log-in';
  if (facts.claimsArticle && text.length > MOST_ERROR_CHARS) return null;
  const headings = blocks.filter((block) => /^h[1-3]$/.test(block.holder.tag)).map((block) => block.text);
  const isError = [...titles, ...(facts.claimsArticle ? [] : headings)].some((title) => ERROR_TITLE.test(title));
  return isError || (!facts.claimsArticle && ERROR_TITLE.test(text.split('\n')[0] ?? '')) ? 'error-page' : null;
}

function hasCaptcha(root: HtmlElement): boolean {
  for (const { attributes } of elementsOf(root)) {
    for (const name of ['class', 'id', 'action', 'name', 'src'] as const) if (CAPTCHA_MARK.test(attributes[name] ?? '')) return true;
  }
  return false;
}

function hasPasswordField(root: HtmlElement): boolean {
  for (const { tag, attributes } of elementsOf(root)) if (tag === 'input' && attributes['type'] === 'password') return true;
  return false;
}

/** A front or section page: headlines that lead away outnumber its paragraphs. */
function isIndex(facts: PageFacts, blocks: readonly TextBlock[]): boolean {
  if (facts.claimsArticle) return false;
  const headlines = blocks.filter((block) => block.linkShare >= 0.9 && block.text.length >= SHORTEST_HEADLINE).length;
  const paragraphs = blocks.filter((block) => block.linkShare < 0.5 && block.text.length >= SHORTEST_PARAGRAPH).length;
  return headlines >= FEWEST_HEADLINES && headlines >= paragraphs * 0.8;
}
