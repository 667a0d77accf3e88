import { existsSync } from 'node:fs';
import type { ApiMetrics } from '../api/api-deps.ts';
import { buildApi } from '../api/build-api.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { Profile } from '../domain/profile.ts';
import { readQuality } from './read-quality.ts';
import type { Session } from './open-session.ts';
import type { ExplainItem } from '../domain/explanation.ts';
import { loadModels } from '../pipeline/analysis/classifiers.ts';
import { itemExplainer } from '../pipeline/analysis/explain-item.ts';

/** Listens and prints the address. Returns what stops it. @throws PORT_TAKEN */
export async function serveDashboard(session: Session, profile: Profile, metrics: ApiMetrics): Promise<() => Promise<void>> {
  const { config, engine, log } = session;
  const webDir = existsSync(`${config.webDir}/index.html`) ? config.webDir : null;
  if (!webDir) console.error('The dashboard is not built yet; only the API is served. Run: npm run build');
  const api = await buildApi({
    store: engine.store,
    queue: engine.queue,
    profile,
    quality: await readQuality(config.modelsDir),
    explain: explainerOf(config.modelsDir),
    webDir,
    publicHosts: config.publicHosts,
    now: Date.now,
    log,
    metrics,
  });
  try {
    const address = await api.listen({ host: config.host, port: config.port });
    console.log(`Dư Luận – ${profile.name}: ${address}`);
  } catch (error) {
    await api.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new DuLuanError('PORT_TAKEN', { port: config.port, variable: 'DU_LUAN_PORT' }, { cause: error });
    }
    throw error;
  }
  return () => api.close();
}

/** Reads the models when somebody first asks: a process that only serves may never need them, nor fail for the want of them. */
function explainerOf(modelsDir: string): ExplainItem {
  let explain: ExplainItem | null = null;
  return (item) => {
    explain ??= itemExplainer(loadModels(modelsDir));
    return explain(item);
  };
}
