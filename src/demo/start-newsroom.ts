import { DuLuanError } from '../domain/errors.ts';
import type { Log } from '../domain/log.ts';
import type { Profile } from '../domain/profile.ts';
import type { Source } from '../domain/source.ts';
import { corpusPlan } from './corpus/corpus-plan.ts';
import { anchorDayAt } from './demo-time.ts';
import { loadContent } from './load-content.ts';
import { readNewsroomState, writeNewsroomState } from './newsroom-state.ts';
import type { PlannedSite, SitePlan } from './planned-site.ts';
import { serveSite, type BreakMode, type SiteServer } from './sites/serve-site.ts';
import { writtenPlan } from './written-plan.ts';

export interface Newsroom {
  /** `demo`, or `corpus` for real material. Its places are empty: the caller fills them. */
  readonly profile: Profile;
  /** Exact `host:port` of every site, to be allowed although the addresses are private. */
  readonly allow: readonly string[];
  /** Origin of each source's site, by source id. */
  readonly origins: Readonly<Record<string, string>>;
  /** Distinct addresses and comments that a complete crawl finds. */
  readonly itemCount: number;
  /**
   * Really changes what the source's server does, from the next request on.
   * @throws DuLuanError NOT_FOUND for an unknown source, PORT_TAKEN when a stopped site cannot come back.
   */
  breakSource(sourceId: string, mode: BreakMode): Promise<void>;
  /** Ends all servers, open connections included. Safe to call twice. */
  close(): Promise<void>;
}

interface NewsroomOptions {
  readonly dataDir: string;
  /** Folder of real material; null for the written newsroom. */
  readonly corpus: string | null;
  readonly now: () => number;
  readonly log: Log;
}

/** The sites never change by themselves; a visit now and then shows that sources are watched. */
const MINUTES_BETWEEN_VISITS = 15;

/**
 * Serves a newsroom on loopback, every outlet on a port of its own. Ports and day 0 are chosen at the first start and kept in
 * `newsroom.json` of the data folder.
 * @throws DuLuanError PORT_TAKEN when a kept port is in use, CONFIG_INVALID when `newsroom.json` is damaged, CORPUS_UNREADABLE.
 */
export async function startNewsroom(options: NewsroomOptions): Promise<Newsroom> {
  const { dataDir, corpus, now, log } = options;
  const kept = await readNewsroomState(dataDir);
  const anchorDay = kept?.anchorDay ?? anchorDayAt(now());
  const plan = corpus === null ? writtenPlan(await loadContent(), anchorDay) : await corpusPlan(corpus, log);
  const servers = await listenAll(plan, kept?.ports ?? {});
  const close = async (): Promise<void> => {
    await Promise.all([...servers.values()].map((server) => server.close()));
  };
  try {
    const ports = Object.fromEntries([...servers].map(([id, { port }]) => [id, port]));
    await writeNewsroomState(dataDir, { version: 1, anchorDay, ports: { ...kept?.ports, ...ports } });
    mountAll(plan, servers);
  } catch (err) {
    await close();
    throw err;
  }
  log.info({ sites: servers.size, items: plan.itemCount, anchorDay }, 'newsroom serves');
  return {
    profile: profileOf(plan, servers, anchorDay),
    allow: [...servers.values()].map(({ origin }) => new URL(origin).host),
    origins: Object.fromEntries([...servers].map(([id, { origin }]) => [id, origin])),
    itemCount: plan.itemCount,
    breakSource: async (sourceId, mode) => serverOf(servers, sourceId).setMode(mode),
    close,
  };
}

/** Kept ports first: a port that the system hands out must not be one that another site needs. */
async function listenAll(plan: SitePlan, ports: Readonly<Record<string, number>>): Promise<Map<string, SiteServer>> {
  const servers = new Map<string, SiteServer>();
  const known = plan.sites.filter(({ id }) => ports[id] !== undefined);
  const fresh = plan.sites.filter(({ id }) => ports[id] === undefined);
  try {
    for (const { id } of [...known, ...fresh]) servers.set(id, await serveSite(ports[id] ?? 0));
    return servers;
  } catch (err) {
    await Promise.all([...servers.values()].map((server) => server.close()));
    throw err;
  }
}

function mountAll(plan: SitePlan, servers: ReadonlyMap<string, SiteServer>): void {
  const origins = (id: string): string => serverOf(servers, id).origin;
  for (const site of plan.sites) serverOf(servers, site.id).mount(site.build(origins, 'full'), site.build(origins, 'empty'));
}

function profileOf(plan: SitePlan, servers: ReadonlyMap<string, SiteServer>, anchorDay: string): Profile {
  return {
    id: plan.profileId,
    name: plan.profileName,
    department: 'Ban Tuyên giáo và Dân vận (bản dùng thử)',
    seat: 'Hải Phòng',
    minimumGroup: 5,
    outlets: [...plan.outlets],
    sources: plan.sites.map((site) => sourceOf(site, { servers, anchorDay })),
    places: [],
    landmarks: [],
    bodies: [],
  };
}

function sourceOf(site: PlannedSite, at: { servers: ReadonlyMap<string, SiteServer>; anchorDay: string }): Source {
  const { origin } = serverOf(at.servers, site.id);
  const { listing } = site.build((id) => serverOf(at.servers, id).origin, 'empty');
  return {
    id: site.id,
    ...site.source,
    url: `${origin}${listing}`,
    ...(site.commentsPath === undefined ? {} : { commentsUrl: `${origin}${site.commentsPath}` }),
    everyMinutes: MINUTES_BETWEEN_VISITS,
    verified: 'verified',
    checkedOn: at.anchorDay,
  };
}

function serverOf(servers: ReadonlyMap<string, SiteServer>, id: string): SiteServer {
  const server = servers.get(id);
  if (!server) throw new DuLuanError('NOT_FOUND', { what: `source ${id}` });
  return server;
}
