import type { Log } from '../../domain/log.ts';
import type { Outlet } from '../../domain/profile.ts';
import type { PlannedSite, SitePlan } from '../planned-site.ts';
import { COMMENT_FIELDS, COMMENTS_QUERY, mostPages } from '../sites/comments-site.ts';
import { archiveSite, partCount } from './archive-site.ts';
import { CORPUS_PAGE_SIZE, corpusCommentsSite, corpusThreads } from './corpus-comments.ts';
import { headlineSite } from './headline-site.ts';
import { loadCorpus, type Corpus, type HeadlineOutlet } from './load-corpus.ts';

/** Enough for every listing of one page; longer ones say how many they need. */
const MAX_PAGES = 20;

/**
 * Sites that serve the real material of a folder.
 * @throws DuLuanError CORPUS_UNREADABLE.
 */
export async function corpusPlan(dir: string, log: Log): Promise<SitePlan> {
  const corpus = await loadCorpus(dir, log);
  const headlines = corpus.outlets.reduce((sum, outlet) => sum + outlet.headlines.length, 0);
  const comments = corpus.threads.reduce((sum, thread) => sum + thread.comments.length, 0);
  return {
    profileId: 'corpus',
    profileName: 'Tư liệu thật',
    outlets: corpus.outlets.flatMap((outlet) => outletOf(outlet) ?? []),
    sites: [
      ...corpus.outlets.map((outlet) => headlinePlan(outlet, corpus)),
      ...(corpus.articles.length > 0 ? [archivePlan(corpus)] : []),
      ...(comments > 0 ? [commentsPlan(corpus)] : []),
    ],
    itemCount: headlines + corpus.articles.length + comments,
  };
}

/** null for headlines that name no outlet. Who owns an outlet is not in a corpus, so each counts as a house of its own. */
function outletOf({ slug, name }: HeadlineOutlet): Outlet | null {
  return slug === '' ? null : { id: slug, name, family: slug, type: 'newspaper' };
}

function headlinePlan(outlet: HeadlineOutlet, { texts }: Corpus): PlannedSite {
  const name = outlet.slug === '' ? 'Tiêu đề không rõ nguồn' : `${outlet.name}: tin mới`;
  const id = outlet.slug === '' ? 'tu-lieu-khong-ro-nguon' : `tu-lieu-tin-${outlet.slug}`;
  return {
    id,
    source: { name, kind: 'feed', outlet: outlet.slug || null, rendered: false, maxPages: MAX_PAGES },
    build(origins, what) {
      const served = what === 'full' ? outlet : { ...outlet, headlines: [] };
      return headlineSite(served, texts, origins(id));
    },
  };
}

function archivePlan({ articles, texts }: Corpus): PlannedSite {
  const id = 'tu-lieu-kho-bai';
  return {
    id,
    source: {
      name: 'Kho tin bài',
      kind: 'sitemap',
      outlet: null,
      rendered: false,
      maxPages: Math.max(MAX_PAGES, partCount(articles.length)),
    },
    build: (origins, what) => archiveSite(what === 'full' ? articles : [], texts, origins(id)),
  };
}

function commentsPlan({ threads, texts }: Corpus): PlannedSite {
  const id = 'tu-lieu-binh-luan';
  const most = mostPages(corpusThreads(threads, texts, ''), CORPUS_PAGE_SIZE);
  return {
    id,
    source: {
      name: 'Ý kiến người dân',
      kind: 'comments',
      outlet: null,
      rendered: false,
      fields: COMMENT_FIELDS,
      maxPages: Math.max(MAX_PAGES, most),
    },
    commentsPath: COMMENTS_QUERY,
    build(origins, what) {
      const served = corpusThreads(what === 'full' ? threads : [], texts, origins(id));
      return corpusCommentsSite(served, origins(id));
    },
  };
}
