import { checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkTimeout } from '../scrape';
import { parsePromQL, readPromQL } from '../promql';
import { checkDuration, checkLabelName, checkUrl, compact, isDnsLabel } from '../values';
import type { FederationEndpoint } from './endpoint';
import { exportedName } from './exports';
import { DEFAULT_LABEL, endpointOf, leavesOf, type Leaf } from './leaves';
import { selectionOf, takesEverything } from './match';
import type { FederationClient, FederationProps } from './props';

/** Reports what is wrong with a federation whatever else is in the app. */
export function checkFederation(where: Where, props: FederationProps): void {
  checkLabelName(where.at('label'), props.label ?? DEFAULT_LABEL);
  checkDuration(where.at('scrapeInterval'), props.scrapeInterval);
  checkTimeout(where, props.scrapeInterval, props.scrapeTimeout);
  checkUrl(where.at('dashboardUrl'), props.dashboardUrl);
  checkHttpClient(where, clientProps(props));
  props.from.forEach((each, index) => {
    if ('prometheus' in each) {
      checkHttpClient(where.at('from', index), clientProps(each));
    }
  });
  checkMatch(where, props);
  const wrong = props.from.flatMap((each, index) =>
    endpointOf('prometheus' in each ? each.prometheus : each) === undefined ? [index] : [],
  );
  for (const at of [
    ...(endpointOf(props.into) === undefined ? [where.at('into')] : []),
    ...wrong.map((index) => where.at('from', index)),
  ]) {
    at.error({
      code: 'wrong-reference',
      complaint: 'is no Prometheus',
      remedy: 'Hand over a construct, `new Prometheus(…)`. An agent stores nothing that could be federated.',
    });
  }
  if (props.from.length === 0) {
    where.at('from').error({ code: 'incomplete', complaint: 'names no Prometheus' });
  }
  if (wrong.length > 0) {
    return;
  }
  checkHub(where.at('into'), props);
  const leaves = leavesOf(props);
  leaves.forEach((leaf, index) => {
    checkLeaf(where.at('from', index), props, leaf);
    checkTwice(where.at('from', index), props, leaf, leaves.slice(0, index));
  });
}

function clientProps({ basicAuth, authorization, tlsConfig }: FederationClient): FederationClient {
  return compact<FederationClient>({ basicAuth, authorization, tlsConfig });
}

function checkHub(where: Where, { into }: FederationProps): void {
  const hub = endpointOf(into);
  if (hub !== undefined && hub.services.length > 1) {
    where.error({
      code: 'sharded-hub',
      value: hub.services.length,
      complaint: 'has several shards, and its rules need all of what is federated on one',
      remedy: 'Let a Prometheus of one shard federate: what comes up is little.',
    });
  }
  for (const prop of hub?.rewrites ?? []) {
    where.error({
      code: 'contradiction',
      value: prop,
      complaint: 'changes the labels or times of what is federated, by which leaves are told apart',
      remedy: 'Leave it out of the hub, which scrapes its leaves and itself.',
    });
  }
}

function checkLeaf(where: Where, { into, label = DEFAULT_LABEL, peers }: FederationProps, leaf: Leaf): void {
  const { endpoint, value, reach, client } = leaf;
  if (endpoint.path === endpointOf(into)?.path) {
    where.error({ code: 'cycle', value: endpoint.path, complaint: 'is the hub itself' });
  }
  if (value === '') {
    where.error({
      code: 'no-external-label',
      value: endpoint.path,
      complaint: `has no external label "${label}", by which the hub tells leaves apart`,
      remedy: `Set \`externalLabels: { ${label}: '…' }\` there, or name another \`label\` here.`,
    });
  }
  if (endpoint.asksFor.password && client.basicAuth === undefined && client.authorization === undefined) {
    where.at('basicAuth').error({
      code: 'no-credentials',
      value: endpoint.path,
      complaint: 'asks for a password, and the hub has none to show',
      remedy: 'Refer to a Secret beside the hub: `{ prometheus: …, basicAuth: { username, password } }`.',
    });
  }
  if (endpoint.scheme === 'https' && client.tlsConfig === undefined) {
    where.at('tlsConfig').error({
      code: 'no-trust',
      value: endpoint.path,
      complaint: 'serves TLS, and nothing says whose certificates the hub trusts',
      remedy: 'Set `tlsConfig: { ca: … }`; `{}` trusts the authorities of the system.',
    });
  }
  const shows = client.tlsConfig?.cert ?? client.tlsConfig?.certFile;
  if (endpoint.asksFor.certificate && shows === undefined) {
    where.at('tlsConfig', 'cert').error({
      code: 'no-credentials',
      value: endpoint.path,
      complaint: 'asks clients for a certificate, and the hub has none to show',
      remedy: 'Set `tlsConfig: { cert: …, keySecret: … }`, by references to Secrets beside the hub.',
    });
  }
  if (reach !== 'cluster' && endpoint.isClosed && (peers ?? []).length === 0) {
    where.at('reach').error({
      code: 'no-route',
      value: endpoint.path,
      complaint: 'is in another cluster, and its NetworkPolicy lets nobody in that comes from there',
      remedy:
        'Say as whom the hub comes, `peers: [{ ipBlock: { cidr: … } }]`, or set `networkPolicy.webFrom` of the leaf.',
    });
  }
  checkReach(where.at('reach'), leaf, endpointOf(into));
  if (typeof reach === 'object') {
    checkReachUrl(where.at('reach', 'url'), reach.url, endpoint.services.length);
  }
}

/** Clusters of a fleet are known, and so is what cannot lead from one into another. */
function checkReach(where: Where, { endpoint, reach }: Leaf, hub: FederationEndpoint | undefined): void {
  if (reach === 'cluster' && hub !== undefined && hub.cluster !== endpoint.cluster) {
    where.error({
      code: 'no-route',
      value: reach,
      complaint: `does not lead from ${clusterTitle(hub)} to ${endpoint.path} in ${clusterTitle(endpoint)}`,
      remedy: "Reach it by 'clusterset', or by a URL.",
    });
  }
  const tooLong = endpoint.services
    .map((service) => exportedName(endpoint, service))
    .filter((name) => !isDnsLabel(name));
  if (reach === 'clusterset' && tooLong.length > 0) {
    where.error({
      code: 'invalid-name',
      value: tooLong[0],
      complaint: 'is what its Service would be exported as, and names of Services have at most 63 characters',
      remedy: 'Give the Prometheus or the cluster a shorter name.',
    });
  }
}

function clusterTitle({ cluster }: FederationEndpoint): string {
  return cluster === '' ? 'what is outside of the fleet' : `the cluster "${cluster}"`;
}

function checkReachUrl(where: Where, url: string, shards: number): void {
  if (!/^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/.test(url)) {
    where.error({
      code: 'invalid-url',
      value: url,
      complaint: 'is no URL of a Prometheus: scheme, host, perhaps a port and a path',
      remedy: 'Write `https://prometheus.eu.example.com`, without `/federate`.',
    });
  }
  if (shards > 1) {
    where.error({
      code: 'no-route',
      value: url,
      complaint: `is one address, and the leaf has ${shards} shards, each with a part of the series`,
      remedy: "Reach it by 'clusterset', which names each shard.",
    });
  }
}

function checkTwice(where: Where, props: FederationProps, leaf: Leaf, earlier: readonly Leaf[]): void {
  const { label = DEFAULT_LABEL } = props;
  if (earlier.some(({ endpoint }) => endpoint.path === leaf.endpoint.path)) {
    where.error({ code: 'duplicate', value: leaf.endpoint.path, complaint: 'is named twice' });
    return;
  }
  const other = earlier.find(({ value }) => value === leaf.value && value !== '');
  if (other !== undefined) {
    where.error({
      code: 'duplicate',
      value: leaf.value,
      complaint: `is the "${label}" of ${other.endpoint.path} as well as of ${leaf.endpoint.path}: their series would fall together`,
      remedy: `Give each leaf a "${label}" of its own, or name a \`label\` that tells them apart, such as 'prometheus'.`,
    });
  }
}

function checkMatch(where: Where, { match = [], allowEverything }: FederationProps): void {
  match.forEach((text, index) => {
    const at = where.at('match', index);
    const { expr, faults } = readPromQL(text, {});
    if (expr?.type !== 'vectorSelector' || expr.offset !== undefined || expr.at !== undefined) {
      at.error({
        code: 'invalid-match',
        value: text,
        complaint: faults?.[0] === undefined ? 'is no selector of series' : 'is not PromQL',
        remedy: 'Write a selector: `{job="shop"}`.',
      });
    } else if (allowEverything !== true && takesEverything(selectionOf(expr))) {
      at.error({
        code: 'match-everything',
        value: text,
        complaint: 'takes everything that a leaf has: the hub would be as large as all leaves together',
        remedy: 'Name what is needed, or set `allowEverything: true`.',
      });
    }
  });
}

/** Texts of `match` that were checked, read. */
export function readMatch({ match = [] }: FederationProps) {
  return match.flatMap((text) => {
    const expr = parsePromQL(text);
    return expr.type === 'vectorSelector' ? [expr] : [];
  });
}
