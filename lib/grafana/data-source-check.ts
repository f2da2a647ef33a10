import type { Where } from '../problems';
import type { DataSourceFact } from '../synthesis';
import { checkDuration } from '../values';
import type { DataSource } from './data-source';
import type { GrafanaContentProps } from './props';
import { isUid } from './uid';

/** Reports what Grafana would refuse, or what it could not ask. */
export function checkDataSources(
  where: Where,
  props: GrafanaContentProps,
  facts: readonly DataSourceFact[],
  sources: readonly DataSource[],
): void {
  checkSettings(where, props, facts);
  for (const source of sources) {
    checkAccess(where.about(subjectOf(source)), source, props);
  }
  checkUnique(where, sources, 'uid');
  checkUnique(where, sources, 'name');
  const [, second] = sources.filter(({ native }) => native.isDefault === true);
  if (second !== undefined) {
    where.about(subjectOf(second)).at('isDefault').error({
      code: 'contradiction',
      value: true,
      complaint: 'is set for a second data source: Grafana refuses all of them',
      remedy: 'Leave it to one.',
    });
  }
}

function checkSettings(
  where: Where,
  { dataSources = [], withoutDataSources = [] }: GrafanaContentProps,
  facts: readonly DataSourceFact[],
): void {
  const known = new Set(facts.map(({ path }) => path));
  const seen = new Set<string>();
  dataSources.forEach(({ of: { node }, uid, timeInterval }, index) => {
    const at = where.at('dataSources', index);
    checkKnown(at.at('of'), node.path, known);
    if (seen.has(node.path)) {
      at.at('of').error({ code: 'duplicate', value: node.path, complaint: 'is named twice' });
    }
    seen.add(node.path);
    if (uid !== undefined && !isUid(uid)) {
      at.at('uid').error({
        code: 'invalid-name',
        value: uid,
        complaint: 'is no uid of Grafana',
        remedy: 'At most 40 letters, digits, dashes and underscores.',
      });
    }
    checkDuration(at.at('timeInterval'), timeInterval);
  });
  withoutDataSources.forEach(({ node }, index) => {
    checkKnown(where.at('withoutDataSources', index), node.path, known);
  });
}

function checkKnown(where: Where, path: string, known: ReadonlySet<string>): void {
  if (!known.has(path)) {
    where.error({
      code: 'wrong-reference',
      value: path,
      complaint: 'is nothing of this app that Grafana could ask',
      remedy: `Name a Prometheus or an Alertmanager of it. There are: ${[...known].sort().join(', ') || 'none'}.`,
    });
  }
}

function checkAccess(
  where: Where,
  { fact, credentials, native }: DataSource,
  props: GrafanaContentProps,
): void {
  const settings = props.dataSources?.find(({ of }) => of.node.path === fact.path);
  if (fact.asksFor.password && settings?.basicAuth === undefined && settings?.authorization === undefined) {
    where.error({
      code: 'incomplete',
      complaint: 'asks for a password, which Grafana does not have',
      remedy: `Set \`dataSources: [{ of: …, basicAuth: { username, password: secretKey(…) } }]\`, or leave it out: \`withoutDataSources\`.`,
    });
  }
  if (fact.asksFor.certificate && settings?.tlsConfig?.cert === undefined) {
    where.error({
      code: 'incomplete',
      complaint: 'asks clients for a certificate, which Grafana does not have',
      remedy: 'Set `tlsConfig: { cert, keySecret }` for it in `dataSources`.',
    });
  }
  const halves = (['tlsClientCert', 'tlsClientKey'] as const).filter((field) =>
    credentials.some((credential) => credential.field === field),
  );
  if (halves.length === 1) {
    where.at('tlsConfig').error({
      code: 'incomplete',
      complaint: 'has one of `cert` and `keySecret`, which go together',
    });
  }
  if (native.url.startsWith('http:') && settings?.tlsConfig !== undefined) {
    where.at('tlsConfig').error({
      code: 'contradiction',
      value: native.url,
      complaint: 'is an address without TLS',
      remedy: 'Leave out `tlsConfig`, or give the workload a certificate: `web.tlsConfig`.',
    });
  }
}

function checkUnique(where: Where, sources: readonly DataSource[], field: 'uid' | 'name'): void {
  const owners = new Map<string, DataSource>();
  for (const source of sources) {
    const value = source.native[field];
    const owner = owners.get(value);
    if (owner !== undefined) {
      where
        .about(subjectOf(source))
        .at(field)
        .error({
          code: 'duplicate',
          value,
          complaint: `is that of ${subjectOf(owner)} as well`,
          remedy: `Set another \`${field}\` in \`dataSources\` for one of them.`,
        });
    }
    owners.set(value, owner ?? source);
  }
}

/** `data source monitoring/k8s`: the path says of whom. */
function subjectOf({ fact: { path } }: DataSource): string {
  return `data source ${path}`;
}
