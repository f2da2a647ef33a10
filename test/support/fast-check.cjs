/**
 * fast-check with the same inputs in every run, so that CI never fails by chance over what it passed before. To look
 * further, give another seed:
 *
 *   CDK8S_PROMETHEUS_SEED=$RANDOM npm test -- test/relabel
 */

// By its file: the name leads back here (`moduleNameMapper` of both Jest configurations).
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

fc.configureGlobal({ seed: Number(process.env.CDK8S_PROMETHEUS_SEED ?? 20261127) });

module.exports = fc;
