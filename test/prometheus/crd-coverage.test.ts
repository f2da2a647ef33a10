import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';

const CRDS = join('..', 'shared', 'corpus', 'operator-crds');

/** Fields of the operator's resources that we do not have, and why, or what replaces them. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  allowOverlappingBlocks: 'always on since Prometheus 2.39',
  automountServiceAccountToken: 'follows from the rights that are needed; `podSpec` overrides it',
  baseImage: '`image`',
  disableCompaction: '`additionalArgs`, as the import does it: it belongs to Thanos, which uploads blocks',
  listenLocal: 'probes and monitors must reach the port; a proxy goes into `containers`',
  paused: 'there is no controller to pause',
  prometheusRulesExcludedFromEnforce: '`excludedFromEnforcement`',
  reloadStrategy: 'Prometheus reloads by itself, no process is signalled',
  serviceName: 'one headless Service each, never shared',
  sha: '`image`',
  shardRetentionPolicy: '`retiredShards`, which has a day instead of a clock',
  tag: '`image`',
};

function crdFields(plural: string): string[] {
  const text = readFileSync(join(CRDS, `monitoring.coreos.com_${plural}.yaml`), 'utf8');
  const crd = parse(text) as {
    spec: { versions: [{ schema: { openAPIV3Schema: { properties: { spec: { properties: object } } } } }] };
  };
  return Object.keys(crd.spec.versions[0].schema.openAPIV3Schema.properties.spec.properties);
}

/** The props of an interface, those that it extends too. */
function propsOf(file: string, name: string): string[] {
  const program = ts.createProgram([file], { strict: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const declared = program
    .getSourceFile(file)
    ?.statements.find(
      (statement): statement is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(statement) && statement.name.text === name,
    );
  if (declared === undefined) {
    throw new Error(`${file} has no ${name}`);
  }
  return checker
    .getTypeAtLocation(declared)
    .getProperties()
    .map((property) => property.name);
}

(existsSync(CRDS) ? test : test.skip).each([
  ['prometheuses', 'lib/prometheus/props.ts', 'PrometheusProps'],
  ['prometheusagents', 'lib/prometheus/agent-props.ts', 'PrometheusAgentProps'],
])('every field of %s is a prop, or has a reason', (plural, file, name) => {
  const props = propsOf(file, name);
  const missing = crdFields(plural).filter((field) => !props.includes(field));
  expect(missing.filter((field) => EXCEPTIONS[field] === undefined)).toEqual([]);
  expect(Object.keys(EXCEPTIONS).filter((field) => props.includes(field))).toEqual([]);
});
