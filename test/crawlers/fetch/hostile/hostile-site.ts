import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve, type Site } from '../../serve.ts';

/** Every way in which a page can ask for an address. Each takes `u` and settles when the browser is through with it. */
const KINDS = {
  frame: `new Promise(end => { const f = document.createElement('iframe'); f.onload = f.onerror = end; f.src = u; document.body.append(f) })`,
  image: `new Promise(end => { const i = new Image(); i.onload = i.onerror = end; i.src = u })`,
  script: `new Promise(end => { const s = document.createElement('script'); s.onload = s.onerror = end; s.src = u; document.body.append(s) })`,
  fetch: `fetch(u, { mode: 'no-cors' })`,
  // A beacon has no end that a page can see: it gets as long as the browser needs to send it.
  beacon: `navigator.sendBeacon(u, '1') && new Promise(end => setTimeout(end, 1000))`,
  socket: `new Promise(end => { const s = new WebSocket(u.replace(/^http/, 'ws')); s.onopen = s.onerror = s.onclose = end })`,
};

export type Kind = keyof typeof KINDS | 'worker-fetch' | 'worker-socket';
export const ALL_KINDS: readonly Kind[] = [...(Object.keys(KINDS) as (keyof typeof KINDS)[]), 'worker-fetch', 'worker-socket']; // keys of a literal

/** Few enough for a page to come to its end within the seconds that the crawler gives it; of redirected beacons the browser has six under way at once. */
const portionOf = (way: string, kind: Kind): number => (way === 'redirect' && kind === 'beacon' ? 4 : 15);
/** A request that is left hanging is given up, so that a page comes to its end. */
const PATIENCE_MS = 3_000;

/**
 * A site that wants the reader to go where it must not. `/to/N` redirects to the Nth address. `/direct/KIND/N` and `/redirect/KIND/N` are pages
 * that ask for a portion of them beginning with the Nth, and for `/done/…` at their end; until then a request to `/hold/…` keeps the page from
 * looking finished.
 */
export async function openHostileSite(addresses: readonly string[]): Promise<Site> {
  const held = new Map<string, ServerResponse>();
  return serve((request, response) => {
    const [, what = '', ...rest] = (request.url ?? '').split('/');
    const name = rest.join('/');
    if (what === 'to' && /^\d+$/.test(name)) return redirect(request, addresses[Number(name)] ?? '');
    if (what === 'hold') return void held.set(name, response);
    if (what === 'done') {
      held.get(name)?.end();
      return void response.end();
    }
    if (what !== 'direct' && what !== 'redirect') return void response.writeHead(404).end();
    const [kind, from] = [rest[0] as Kind, Number(rest[1])]; // the tests ask for kinds only
    const portion = addresses.slice(from, from + portionOf(what, kind));
    const asked = what === 'direct' ? portion : portion.map((_, index) => `http://${request.headers.host ?? ''}/to/${from + index}`);
    return void response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(kind, asked, `${what}/${name}`));
  });
}

/** Paths of the pages that ask for each of `count` addresses once. */
export function pagesThatAsk(way: 'direct' | 'redirect', kind: Kind, count: number): readonly string[] {
  const portion = portionOf(way, kind);
  return Array.from({ length: Math.ceil(count / portion) }, (_, index) => `/${way}/${kind}/${index * portion}`);
}

/** Written by hand: node refuses to send what these addresses hold. Line breaks cannot be carried; the URL parser drops them anyway. */
function redirect(request: IncomingMessage, to: string): void {
  request.socket.end(`HTTP/1.1 302 Found\r\nlocation: ${carried(to)}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** An address as a header can hold it. */
export function carried(address: string): string {
  return address.replaceAll(/[\t\r\n]/g, '');
}

function pageOf(kind: Kind, addresses: readonly string[], name: string): string {
  const isWorker = kind.startsWith('worker-');
  const ask = KINDS[kind.replace('worker-', '') as keyof typeof KINDS]; // a worker's kinds are a page's kinds
  const run = `const all = ${JSON.stringify(addresses).replaceAll('<', String.raw`\u003c`)};
    const late = new Promise(end => setTimeout(end, ${PATIENCE_MS}));
    const through = Promise.all(all.map(async u => { try { await Promise.race([${ask}, late]) } catch {} }));`;
  const inWorker = `new Promise((end, failed) => {
    const w = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(`${run} through.then(() => postMessage('end'))`)}])));
    w.onmessage = end; w.onerror = failed })`;
  return `<!doctype html><title>x</title><body><p id="t">under way</p><script>
    fetch('/hold/${name}');
    ${isWorker ? `const through = ${inWorker};` : run}
    through.then(() => { t.textContent = 'done'; fetch('/done/${name}') })
  </script>`;
}
