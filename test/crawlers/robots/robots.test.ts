import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crawlDelayMs, isAllowed, parseRobots } from '../../../src/crawlers/robots/robots.ts';

const AGENT = 'DuLuanBot';
const allows = (robots: string, path: string, agent = AGENT): boolean =>
  isAllowed(parseRobots(robots), agent, `https://bao.example.vn${path}`);

describe('isAllowed', () => {
  it('allows everything without rules', () => {
    for (const text of ['', '\uFEFF', '<html><body>Không tìm thấy</body></html>', 'User-agent: *\nDisallow:'])
      expect(allows(text, '/a')).toBe(true);
  });

  it('follows the longest match and lets allow win a tie', () => {
    const robots = 'User-agent: *\nDisallow: /tim-kiem\nAllow: /tim-kiem/huong-dan\nDisallow: /a\nAllow: /a';
    expect(allows(robots, '/tim-kiem?q=1')).toBe(false);
    expect(allows(robots, '/tim-kiem/huong-dan')).toBe(true);
    expect(allows(robots, '/a')).toBe(true);
  });

  it('merges groups of one agent and prefers them to those for everyone', () => {
    const robots = 'User-agent: DuLuanBot\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: duluanbot\nDisallow: /b';
    expect([allows(robots, '/a'), allows(robots, '/b'), allows(robots, '/c')]).toEqual([false, false, true]);
    expect(allows(robots, '/c', 'DuLuanBot/1.0 (+https://example.vn)')).toBe(true);
    expect(allows(robots, '/c', 'KhacBot')).toBe(false);
  });

  it('knows wildcards, the end mark and percent-encoding', () => {
    const robots = 'User-agent: *\nDisallow: /*/in$\nDisallow: /*.pdf$\nDisallow: /đường\nDisallow: /%c4%91%C6%b0a';
    expect([allows(robots, '/tin/in'), allows(robots, '/tin/in-an'), allows(robots, '/x.pdf'), allows(robots, '/x.pdf?a')]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect(isAllowed(parseRobots(robots), AGENT, new URL('https://bao.example.vn/đường/1').href)).toBe(false);
    expect(isAllowed(parseRobots(robots), AGENT, new URL('https://bao.example.vn/đưa').href)).toBe(false);
  });

  it('reads a file with a mark, old line ends, comments and missing colons', () => {
    expect(allows('\uFEFFUser-agent: * # mọi máy\rDisallow /a\r\nDisallow: /b # kín', '/a')).toBe(false);
    expect(allows('\uFEFFUser-agent: *\rDisallow: /b # kín', '/b')).toBe(false);
  });

  it('reads no further than 500 KiB', () => {
    const robots = `User-agent: *\n${'# đệm\n'.repeat(100_000)}Disallow: /`;
    expect(allows(robots, '/a')).toBe(true);
  });

  it('answers patterns of many stars without backtracking', () => {
    expect(allows(`User-agent: *\nDisallow: /${'*a'.repeat(5_000)}$`, `/${'a'.repeat(20_000)}b`)).toBe(true);
  });

  it('matches as the obvious regular expression does', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });
    fc.assert(
      fc.property(piece, fc.boolean(), path, (pattern, isAnchored, rest) => {
        const wanted = new RegExp(`^/${pattern.replaceAll('*', '.*')}${isAnchored ? '$' : ''}`);
        expect(allows(`User-agent: *\nDisallow: /${pattern}${isAnchored ? '$' : ''}`, `/${rest}`)).toBe(!wanted.test(`/${rest}`));
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });
});

describe('crawlDelayMs', () => {
  it('is that of the agent, else of everyone, else null', () => {
    const rules = parseRobots('User-agent: DuLuanBot\nCrawl-delay: 2,5\nUser-agent: *\nCrawl-delay: 10\nDisallow: /a');
    expect([
      crawlDelayMs(rules, AGENT),
      crawlDelayMs(rules, 'KhacBot'),
      crawlDelayMs(parseRobots('User-agent: *\nDisallow: /'), AGENT),
    ]).toEqual([2_500, 10_000, null]);
  });

  it('ignores what is no number and never waits longer than a day', () => {
    expect(crawlDelayMs(parseRobots('User-agent: *\nCrawl-delay: lâu'), AGENT)).toBeNull();
    expect(crawlDelayMs(parseRobots('User-agent: *\nCrawl-delay: -1'), AGENT)).toBeNull();
    expect(crawlDelayMs(parseRobots('User-agent: *\nCrawl-delay: 999999999'), AGENT)).toBe(86_400_000);
  });
});
