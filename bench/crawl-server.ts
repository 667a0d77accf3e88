/** The site of `crawl.ts`, in a process of its own: `node bench/crawl-server.ts COUNT`. Tells its port to the process that started it. */
import { createServer } from 'node:http';
import { crawlFeed, crawlPage } from './crawl-pages.ts';

const pages = Array.from({ length: Number(process.argv[2] ?? 2_000) }, (_, number) => Buffer.from(crawlPage(number)));
const server = createServer((request, response) => {
  const path = request.url ?? '';
  if (path === '/rss') {
    const feed = crawlFeed(`http://${request.headers.host ?? ''}`, pages.length);
    return void response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed);
  }
  if (path === '/robots.txt') return void response.end('User-agent: *\nDisallow: /admin/\n');
  const page = pages[Number(/^\/a\/(\d+)$/.exec(path)?.[1] ?? -1)];
  if (page) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  return void response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.once('disconnect', () => process.exit());
