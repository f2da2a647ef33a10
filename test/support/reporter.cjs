/**
 * Shows what Jest shows by default, and writes down how many tests passed, failed and were skipped, and
 * why, into the file that CDK8S_PROMETHEUS_TEST_SUMMARY names: `tools/run.mjs` reads it.
 */

const { writeFileSync } = require('node:fs');
const { DefaultReporter, SummaryReporter } = require('@jest/reporters');

/** How `describeUnless` of ./programs.ts says in a title why a suite is skipped. */
const REASON = /\[skipped: ([^\]]*)\]/;

module.exports = class Reporter extends DefaultReporter {
  constructor(globalConfig) {
    super(globalConfig);
    this.summary = new SummaryReporter(globalConfig);
  }

  onRunStart(results, options) {
    super.onRunStart(results, options);
    this.summary.onRunStart(results, options);
  }

  onRunComplete(contexts, results) {
    super.onRunComplete(contexts, results);
    this.summary.onRunComplete(contexts, results);
    const file = process.env.CDK8S_PROMETHEUS_TEST_SUMMARY;
    if (file) writeFileSync(file, JSON.stringify(count(results)));
  }
};

function count(results) {
  const tests = results.testResults.flatMap(({ testResults }) => testResults);
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  return {
    passed: results.numPassedTests,
    // A file that does not even load has no tests, yet it failed.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: skipped.length,
    reasons: countBy(skipped.map(({ fullName }) => REASON.exec(fullName)?.[1] ?? 'no reason given')),
  };
}

function countBy(words) {
  const counts = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
