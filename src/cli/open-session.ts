import { configFromEnvironment, type Config } from '../config.ts';
import type { Log } from '../domain/log.ts';
import type { Profile } from '../domain/profile.ts';
import { loadAnalyser } from '../pipeline/analysis/analyse.ts';
import type { PipelineDeps } from '../pipeline/pipeline-deps.ts';
import { openEngine, type Engine } from '../wiring.ts';
import { createLog } from './create-log.ts';
import { findPlacesOf } from './profile-places.ts';

export interface Session {
  readonly config: Config;
  readonly log: Log;
  readonly engine: Engine;
}

/** Configuration, log and engine: what every command that keeps something needs. `defaults` stand in for variables that are not set. Close the engine when done. */
export async function openSession(defaults: Readonly<Record<string, string>> = {}): Promise<Session> {
  const config = configFromEnvironment(defaults);
  const log = createLog(config.logLevel);
  return { config, log, engine: await openEngine(config, log) };
}

/** The pipeline over an open engine, with the models loaded and the places of the profile known. */
export function pipelineOf(session: Session, profile: Profile): PipelineDeps {
  const analyser = loadAnalyser(session.config.modelsDir);
  return {
    ...session.engine,
    log: session.log,
    analyse: (input, places) => analyser.analyse(input, places),
    findPlaces: findPlacesOf(profile),
  };
}

/** Opens a session for one piece of work and closes its engine whatever comes of it. */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession();
  try {
    return await work(session);
  } finally {
    await session.engine.close();
  }
}
