import { expect, test } from 'vitest';
import { runCli } from '../e2e/run-cli.ts';

test('evaluate without corpora measures what needs none and names the rest', async () => {
  const { code, stdout } = await runCli(['evaluate'], {});
  expect(code).toBe(0);
  expect(stdout).toContain('No corpora: DU_LUAN_CORPORA is not set');
  expect(stdout).toMatch(/^places +ha-tinh written, kept apart .* unit F1 .* ≥ \.90$/m);
  const missing = stdout.slice(stdout.indexOf('Not printed'));
  for (const what of ['stance-public (comments-dev)', 'near-duplicates', 'emotion, 7 labels (uit-vsmec)']) expect(missing).toContain(what);
  // Some seconds of work, which a busy machine stretches.
}, 120_000);

test('evaluate --save without corpora writes no figures over those that ship', async () => {
  const { code, stderr } = await runCli(['evaluate', '--save'], {});
  expect(code).not.toBe(0);
  expect(stderr).toContain('USAGE: --save needs the corpora');
});
