import type { HtmlElement } from './html-tree.ts';

/** Elements that never hold the running text of an article. */
const TAGS = new Set(
  'nav aside footer form button select textarea menu dialog figcaption audio video label fieldset header address object embed'.split(' '),
);
const ROLES = new Set(
  'navigation complementary banner contentinfo search dialog menu menubar toolbar alert alertdialog tooltip'.split(' '),
);
/** Words of class names and ids that mark what stands around an article. Whatever bears one of `CERTAIN` is never the article itself. */
const CERTAIN = new Set(
  (
    'comment comments disqus related relate nav navbar navigation menu footer breadcrumb breadcrumbs outbrain taboola cookie cookies consent gdpr modal popup ' +
    'lienquan binhluan'
  ).split(' '),
);
const LIKELY = new Set(
  (
    'share sharing shares social sns recommend recommended recommendation recommendations newsletter subscribe subscription sidebar byline author ' +
    'authors bio caption captions credit credits image images img photo photos picture figure promo promos promotion advert advertisement ads ad adv advertising sponsor sponsored ' +
    'overlay toolbar tag tags tagged masthead widget widgets popular trending readmore print pagination pager rating ratings signup login ' +
    'copyright timestamp dateline date pubdate gallery slideshow carousel jumplist skip noprint infobox keywords topics xemthem tukhoa docthem ' +
    'quangcao banner hidden hide'
  ).split(' '),
);
/** Names of several words, joined by one `-` after normalisation. */
const PHRASES =
  /(?:^|-)(?:most-(?:read|popular|viewed)|more-(?:stories|news|on|from|like)|read-(?:more|next|also)|see-also|also-read|sign-up|log-in|up-next|tin-(?:lien-quan|cung|khac|moi)|bai-lien-quan|xem-them|tu-khoa|doc-them|tac-gia|screen-reader|sr-only|visually-hidden|follow-us)(?:-|$)/;

/** Words of page grids: `sidebar-grid`, `has-sidebar`, `widget-container` frame the article as well. */
const LAYOUT = new Set('grid layout wrapper wrap container row column columns has with no page site main body inner outer area'.split(' '));
/** `article__content`, `story-body`, `detail-content`, `entry_text`: what its maker calls the article's text. */
const BODY_NAME = /(?:^|-)(?:article|story|post|entry|news|detail|content)s?-(?:body|content|text|detail|main)(?:-|$)/;

/** How sure it is that an element stands around an article and not in it. */
export type Verdict = 'certain' | 'likely' | 'no';

/**
 * Whether the element is set around an article rather than in it, told by its tag, role, style and class names. Names lie: what is only
 * `likely` may be the article's own frame when it holds much of the page's text, which the caller knows.
 */
export function boilerplateVerdict(element: HtmlElement): Verdict {
  const { attributes, tag } = element;
  if (tag === 'article' || tag === 'main' || tag === 'body' || tag === 'html') return 'no';
  if (TAGS.has(tag)) return tag === 'form' || tag === 'header' || tag === 'label' ? 'likely' : 'certain';
  const { class: classes, id, role, style, hidden } = attributes;
  if (hidden !== undefined || attributes['aria-hidden'] === 'true' || (role !== undefined && ROLES.has(role))) return 'likely';
  if (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return 'likely';
  const byClass = classes === undefined ? 'no' : nameVerdict(classes);
  return byClass !== 'no' || id === undefined ? byClass : nameVerdict(id);
}

const memo = new Map<string, Verdict>();
/** Pages of one site repeat their class attributes; a full memo is dropped. */
const MEMO_LIMIT = 20_000;

function nameVerdict(names: string): Verdict {
  const known = memo.get(names);
  if (known !== undefined) return known;
  const verdict = readNames(names);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  // Utility classes can make very long attributes, which are not worth keeping.
  if (names.length < 200) memo.set(names, verdict);
  return verdict;
}

function readNames(names: string): Verdict {
  let verdict: Verdict = 'no';
  let isBody = false;
  for (const name of names.split(/\s+/)) {
    const words = name
      .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[^a-z]+/);
    if (words.some((word) => CERTAIN.has(word))) return 'certain';
    const joined = words.filter(Boolean).join('-');
    isBody ||= BODY_NAME.test(joined);
    if (words.some((word) => LAYOUT.has(word))) continue;
    if (words.some((word) => LIKELY.has(word)) || PHRASES.test(joined)) verdict = 'likely';
  }
  return isBody ? 'no' : verdict;
}
