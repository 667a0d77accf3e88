import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMetrics } from '../../src/metrics/create-metrics.ts';
import { infraText, infraYaml, readCompose, ROOT } from './read-infra.ts';

const alertSchema = z.object({
  alert: z.string(),
  expr: z.string(),
  labels: z.object({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.object({ summary: z.string() }),
});
const rulesSchema = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(alertSchema) })) });
const alerts = rulesSchema.parse(infraYaml('prometheus/alerts.yaml')).groups.flatMap(({ rules }) => rules);
const dashboard = z
  .object({ panels: z.array(z.object({ title: z.string(), description: z.string(), targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(infraText('grafana/dashboards/du-luan.json')));

/** Names of everything that a process publishes, with the series that Prometheus makes of a histogram. */
async function published(): Promise<Set<string>> {
  const metrics = createMetrics();
  metrics.watch({
    queue: { counts: async () => ({ waiting: 0, active: 0, delayed: 0, quarantined: 0 }) },
    store: { sourceHealth: async () => [] },
  });
  const names = [...(await metrics.text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    names.flatMap(([, name = '', type]) => (type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name])),
  );
}

function namesIn(expr: string): string[] {
  return [...expr.matchAll(/\b(?:du_luan|process|nodejs)_\w+/g)].map(([name]) => name);
}

function isBalanced(expr: string): boolean {
  const opens: string[] = [];
  for (const sign of expr.replaceAll(/"[^"]*"/g, '').match(/[()[\]{}]/g) ?? []) {
    if ('([{'.includes(sign)) opens.push(sign);
    else if (opens.pop() !== { ')': '(', ']': '[', '}': '{' }[sign]) return false;
  }
  return opens.length === 0;
}

describe('alerts and dashboard', () => {
  it('ask for what the processes publish', async () => {
    const known = await published();
    const asked = [...alerts, ...dashboard.panels.flatMap(({ targets }) => targets)].flatMap(({ expr }) => namesIn(expr));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });

  it('are written so that every bracket is closed', () => {
    for (const { expr } of [...alerts, ...dashboard.panels.flatMap(({ targets }) => targets)])
      expect([expr, isBalanced(expr)]).toEqual([expr, true]);
  });

  it('are six panels, each with what to look for', () => {
    expect(dashboard.panels).toHaveLength(6);
    for (const { description } of dashboard.panels) expect(description).not.toBe('');
  });

  it('each alert has its place in the manual, and the manual no alert that is gone', () => {
    const manual = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
    const described = [...manual.matchAll(/^\| `(DuLuan\w+)` \|/gm)].map(([, name = '']) => name);
    expect(described.toSorted()).toEqual(alerts.map(({ alert }) => alert).toSorted());
  });

  it('are fed from every process of the compose file', () => {
    const scrape = infraText('prometheus/prometheus.yaml');
    const ours = Object.entries(readCompose('compose.yaml').services).filter(([, { image }]) => image.startsWith('du-luan:'));
    for (const [name] of ours) expect(scrape).toMatch(new RegExp(String.raw`names: \[.*\b${name}\b.*\]`));
  });
});
