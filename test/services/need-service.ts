type Service = 'TEST_REDIS_URL' | 'TEST_ELASTICSEARCH_URL' | 'TEST_ELASTICSEARCH_SECURE_URL';

/**
 * Address of a real server that a suite talks to, from the environment. Without one, the suite is skipped with the reason, except in
 * CI, where a missing service is a failure.
 */
export function serviceUrl(variable: Service, what: string): string | null {
  const url = process.env[variable];
  if (url) return url;
  if (process.env['CI']) throw new Error(`${variable} is not set: in CI ${what} must run (infra/ci/services.sh)`);
  console.warn(`skipped: ${variable} is not set; start ${what} with infra/ci/services.sh`);
  return null;
}

/** File with the certificate that the secured Elasticsearch is known by; goes with TEST_ELASTICSEARCH_SECURE_URL. */
export function certificateFile(): string {
  return process.env['TEST_ELASTICSEARCH_CA_FILE'] ?? '';
}
