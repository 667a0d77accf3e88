// Adds up the JSON reports of the test runners into one line. Exit code 1 when a test failed, none ran, or a report is missing.
import { readFileSync } from 'node:fs';

const sums = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  sums.passed += report.numPassedTests;
  sums.failed +=
    report.numFailedTests + report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
  sums.skipped += report.numPendingTests + report.numTodoTests;
}
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
if (sums.failed > 0 || sums.passed === 0) process.exitCode = 1;
