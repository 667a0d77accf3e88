/**
 * robots.txt by RFC 9309, with the readings of Google's parser where the RFC leaves room: longest match wins, allow wins a tie, groups of
 * one agent are merged, unknown lines do not end a group.
 */
export interface RobotsRules {
  readonly groups: readonly RobotsGroup[];
}

interface RobotsGroup {
  /** Product tokens in lower case; `*` for everyone. */
  readonly agents: string[];
  readonly rules: RobotsRule[];
  /** Milliseconds by agent: a delay holds for the agents named above it, not for those that follow it in the same group. */
  readonly delays: Map<string, number>;
}

interface RobotsRule {
  readonly allow: boolean;
  /** Path pattern with `*` and a final `$`, percent-encoded. */
  readonly pattern: string;
}

/** RFC 9309 asks parsers to read at least this much; what comes after is not read, so a huge file costs nothing. */
const MAX_CHARS = 500 * 1024;
/** Google cuts lines at 8 times the longest URL of old browsers; longer patterns cannot match a real address. */
const MAX_LINE = 2_083 * 8;
/** A stricter wish than one day is a mistake or a refusal; it must not stop the scheduler for ever. */
const MAX_DELAY_MS = 86_400_000;
const KEYS = new Map([
  ['user-agent', 'agent'],
  ['useragent', 'agent'],
  ['user agent', 'agent'],
  ['allow', 'allow'],
  ['disallow', 'disallow'],
  ['dissallow', 'disallow'],
  ['dissalow', 'disallow'],
  ['disalow', 'disallow'],
  ['diasllow', 'disallow'],
  ['disallaw', 'disallow'],
  ['crawl-delay', 'delay'],
]);
const LINE_BREAK = /\r\n|\r|\n/;
const INDEX_PAGE = /\/index\.html?$/;

/** Rules of a robots.txt. Text that is none (an HTML page, nothing at all) gives no groups, which allows everything. Never throws. */
export function parseRobots(text: string): RobotsRules {
  const groups: RobotsGroup[] = [];
  let group: RobotsGroup | null = null;
  let isNamingAgents = false;
  for (const line of text
    .slice(0, MAX_CHARS)
    .replace(/^\uFEFF/, '')
    .split(LINE_BREAK)) {
    const pair = readLine(line.slice(0, MAX_LINE - 1));
    if (!pair) continue;
    const [key, value] = pair;
    if (key === 'agent') {
      if (!group || !isNamingAgents) {
        group = { agents: [], rules: [], delays: new Map() };
        groups.push(group);
      }
      group.agents.push(/^\*(\s|$)/.test(value) ? '*' : productToken(value));
      isNamingAgents = true;
    } else if (group && key === 'delay') {
      const delay = readDelay(value);
      if (delay !== null) for (const agent of group.agents) if (!group.delays.has(agent)) group.delays.set(agent, delay);
    } else if (group) {
      isNamingAgents = false;
      addRule(group.rules, key === 'allow', value);
    }
  }
  return { groups };
}

/** Whether `agent` (a product token such as `DuLuanBot`, what follows a slash is ignored) may read `url`. No rule that matches: yes. */
export function isAllowed(rules: RobotsRules, agent: string, url: string): boolean {
  const path = pathOf(url);
  let best = -1;
  let allowed = true;
  for (const group of groupsFor(rules, agent)) {
    for (const rule of group.rules) {
      const length = rule.pattern.length;
      if (length < best || (length === best && (allowed || !rule.allow))) continue;
      if (!matches(rule.pattern, path)) continue;
      best = length;
      allowed = rule.allow;
    }
  }
  return allowed;
}

/** Milliseconds to wait between two requests, the longest that the agent's groups ask for, at most a day; null when they ask for none. */
export function crawlDelayMs(rules: RobotsRules, agent: string): number | null {
  const name = agentName(agent);
  const delays = groupsFor(rules, agent).flatMap((group) => group.delays.get(name) ?? group.delays.get('*') ?? []);
  return delays.length > 0 ? Math.max(...delays) : null;
}

/** `DuLuanBot/1.0 (+https://…)` is `duluanbot`. */
function agentName(agent: string): string {
  return (agent.split('/')[0] ?? '').trim().toLowerCase();
}

/** Groups that name the agent; those for everyone only when none does. */
function groupsFor(rules: RobotsRules, agent: string): RobotsGroup[] {
  const name = agentName(agent);
  const own = rules.groups.filter((group) => group.agents.includes(name));
  return own.length > 0 ? own : rules.groups.filter((group) => group.agents.includes('*'));
}

/** Key and value of a line, null for comments, blank and unknown lines. A missing colon is forgiven, as Google does. */
function readLine(line: string): [string, string] | null {
  const hash = line.indexOf('#');
  const text = (hash < 0 ? line : line.slice(0, hash)).trim();
  const colon = text.indexOf(':');
  const space = text.search(/\s/);
  const end = colon >= 0 ? colon : space;
  if (end <= 0) return null;
  const key = KEYS.get(text.slice(0, end).trim().toLowerCase());
  return key ? [key, text.slice(end + 1).trim()] : null;
}

/** Letters, `_` and `-` at the start, lower case: `Foo Bar/1.0` names `foo`. */
function productToken(value: string): string {
  return (/^[A-Za-z_-]*/.exec(value)?.[0] ?? '').toLowerCase();
}

function readDelay(value: string): number | null {
  const seconds = Number(value.replace(',', '.'));
  return value !== '' && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, MAX_DELAY_MS) : null;
}

function addRule(rules: RobotsRule[], allow: boolean, value: string): void {
  if (value === '') return;
  const pattern = encodePattern(value);
  rules.push({ allow, pattern });
  // Whoever allows the index page means the folder's address as well.
  if (allow && INDEX_PAGE.test(pattern)) rules.push({ allow, pattern: `${pattern.slice(0, pattern.lastIndexOf('/') + 1)}$` });
}

/** Percent-encodes what is beyond ASCII and writes existing escapes in upper case, so that `ツ` and `%e3%83%84` are one. */
function encodePattern(value: string): string {
  return value
    .replaceAll(/[\u0080-\u{10FFFF}]+/gu, (run) => encodeURIComponent(run.toWellFormed()))
    .replaceAll(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}

/** Path, query and nothing else of an address, percent-encoding in upper case. `/` when there is none. */
function pathOf(url: string): string {
  const scheme = url.indexOf('://');
  const fromHost = scheme < 0 ? (url.startsWith('//') ? 2 : 0) : scheme + 3;
  const start = url.slice(fromHost).search(/[/?;]/);
  if (start < 0) return '/';
  const hash = url.indexOf('#', fromHost + start);
  const path = url.slice(fromHost + start, hash < 0 ? undefined : hash);
  return (path.startsWith('/') ? path : `/${path}`).replaceAll(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
}

/**
 * Whether the pattern matches the path from its start. Greedy with one step back: each literal piece is looked for after the one before,
 * which is right because pieces between `*` may stand anywhere; at most pattern × path steps, never exponential.
 */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const first = pieces[0] ?? '';
  if (!path.startsWith(first)) return false;
  if (pieces.length === 1) return !anchored || path.length === first.length;
  let at = first.length;
  const last = pieces.length - 1;
  for (let index = 1; index < last; index += 1) {
    const piece = pieces[index] ?? '';
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const tail = pieces[last] ?? '';
  if (!anchored) return path.indexOf(tail, at) >= 0;
  return path.length - tail.length >= at && path.endsWith(tail);
}
