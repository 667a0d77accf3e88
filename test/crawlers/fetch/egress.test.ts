import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from 'undici';
import { createEgress } from '../../../src/crawlers/fetch/egress.ts';
import { refusalOfAddress } from '../../../src/crawlers/fetch/egress-rules.ts';

const PUBLIC = '93.184.215.14';
const stub = async (): Promise<string[]> => [PUBLIC];
const corpora = process.env['DU_LUAN_CORPORA'];

const REFUSED = [
  'http://127.0.0.1/',
  'http://0177.1/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://127.1/',
  'http://0/',
  'http://10.1.2.3/',
  'http://172.31.255.254/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1/',
  'http://100.100.100.200/',
  'http://168.63.129.16/machine',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[::10.0.0.1]/',
  'http://[64:ff9b::a00:1]/',
  'http://[64:ff9b:1::a00:1]/',
  'http://[2002:a00:1::]/',
  'http://[2001:0:a00:1::1]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://[ff02::1]/',
  'http://[4000::1]/',
  'http://[2a00:1450::5efe:10.0.0.1]/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://redis/',
  'http://printer.local/',
  'http://db.internal/',
  'http://nas.lan./',
  'http://api.default.svc/',
  'http://1.0.0.127.in-addr.arpa/',
  'http://người:dùng@tuoitre.vn/',
  'http://tuoitre.vn:22/',
  'http://tuoitre.vn:6379/',
  'ftp://tuoitre.vn/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'tuoitre.vn',
  '',
  'http://',
  'http://[::1',
];

const ALLOWED = [
  'https://tuoitre.vn/a.htm',
  'http://tuoitre.vn:8080/',
  'https://tuoitre.vn:8443/',
  'http://8.8.8.8/',
  'http://[2001:4860:4860::8888]/',
  'http://báo.vn/',
  'http://localhost.example.com/',
  'http://172.32.0.1/',
];

describe('what may be fetched', () => {
  const egress = createEgress({ allow: [], lookup: stub });
  afterAll(() => egress.close());

  it.each(REFUSED)('refuses %s', async (url) => {
    expect(await egress.check(url)).toMatchObject({ allowed: false });
  });

  it.each(ALLOWED)('allows %s', async (url) => {
    expect(await egress.check(url)).toMatchObject({ allowed: true });
  });

  it('refuses a name of which only one address is private', async () => {
    const mixed = createEgress({ allow: [], lookup: async () => [PUBLIC, '10.0.0.1'] });
    expect(await mixed.check('http://mixed.example.com/')).toEqual({ allowed: false, reason: 'the name leads to a private address' });
    await mixed.close();
  });

  it('takes no text for a public address', () => {
    expect(refusalOfAddress('')).not.toBeNull();
    expect(refusalOfAddress('example.com')).not.toBeNull();
    expect(refusalOfAddress('::ffff:127.0.0.1')).toBe('loopback address');
    expect(refusalOfAddress('203.162.0.181')).toBeNull();
  });
});

describe('connections', () => {
  let server: Server;
  let port: number;
  let hits = 0;
  beforeAll(async () => {
    server = createServer((_, response) => {
      hits++;
      response.end('inside');
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port; // a TCP server has an AddressInfo
  });
  afterAll(() => void server.close());

  it('reach an address that configuration exempts, and only that port', async () => {
    const egress = createEgress({ allow: [`127.0.0.1:${port}`] });
    const answer = await request(`http://127.0.0.1:${port}/`, { dispatcher: egress.dispatcher });
    expect(await answer.body.text()).toBe('inside');
    expect(await egress.check(`http://127.0.0.1:${port + 1}/`)).toMatchObject({ allowed: false });
    await egress.close();
  });

  it('are refused by the dispatcher itself, whoever asks for an IP literal', async () => {
    const egress = createEgress({ allow: [] });
    const before = hits;
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost'])
      await expect(request(`http://${host}:${port}/`, { dispatcher: egress.dispatcher })).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    expect(hits).toBe(before);
    await egress.close();
  });

  it('are refused when the name answers differently at connection time', async () => {
    const answers = [[PUBLIC], ['127.0.0.1']];
    const egress = createEgress({ allow: [], lookup: async () => answers.shift() ?? ['127.0.0.1'] });
    expect(await egress.check('http://rebind.example.com:8080/')).toEqual({ allowed: true, addresses: [PUBLIC] });
    await expect(request('http://rebind.example.com:8080/', { dispatcher: egress.dispatcher })).rejects.toMatchObject({
      code: 'EGRESS_REFUSED',
    });
    await egress.close();
  });

  it('are refused for the proxy as for the dispatcher', async () => {
    const egress = createEgress({ allow: [], lookup: async () => ['10.0.0.1'] });
    for (const host of ['127.0.0.1', '[::1]', 'rebind.example.com'])
      await expect(egress.connect(host, 80)).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
    await egress.close();
  });
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(corpora ?? '', 'hostile', name), 'utf8'));
}

describe.skipIf(!corpora)('the hostile corpus (set DU_LUAN_CORPORA)', () => {
  it('is refused and its controls are allowed', async () => {
    expect(existsSync(join(corpora ?? '', 'hostile', 'ssrf.json'))).toBe(true);
    const cases = read('ssrf.json') as { blocked: { url: string }[]; allowed: { url: string }[] }; // shape of the corpus file
    const egress = createEgress({ allow: [], lookup: stub });
    const wrong: string[] = [];
    for (const { url } of cases.blocked) if ((await egress.check(url)).allowed) wrong.push(`let through: ${url}`);
    for (const { url } of cases.allowed) if (!(await egress.check(url)).allowed) wrong.push(`over-blocked: ${url}`);
    expect(wrong).toEqual([]);
    await egress.close();
  });

  it('has names that are refused at the check or at the connection', async () => {
    const { hosts } = read('ssrf-hosts.json') as { hosts: Record<string, string[][]> }; // shape of the corpus file
    for (const [name, answers] of Object.entries(hosts)) {
      const left = [...answers];
      const egress = createEgress({ allow: [], lookup: async () => (left.length > 1 ? left.shift() : left[0]) ?? [] });
      const first = await egress.check(`http://${name}/`);
      await expect(egress.connect(name, 80)).rejects.toMatchObject({ code: 'EGRESS_REFUSED' });
      expect({ name, allowed: first.allowed }).toEqual({ name, allowed: answers.length > 1 });
      await egress.close();
    }
  });
});
