/**
 * Address of a real server that a suite talks to, from the environment. Without one, the suite is skipped with the reason, except in
 * CI, where a missing service is a failure.
 */
export function serviceUrl(variable: 'TEST_REDIS_URL' | 'TEST_ELASTICSEARCH_URL', what: string): string | null {
  const url = process.env[variable];
  if (url) return url;
  if (process.env['CI']) throw new Error(`${variable} is not set: in CI ${what} must run (infra/ci/services.sh)`);
  console.warn(`skipped: ${variable} is not set; start ${what} with infra/ci/services.sh`);
  return null;
}
