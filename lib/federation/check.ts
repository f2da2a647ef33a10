import { checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkTimeout } from '../scrape';
import { parsePromQL, readPromQL } from '../promql';
import { checkDuration, checkLabelName, checkUrl, compact, isDnsLabel } from '../values';
import { reachedNames } from './address';
import { checkTransport } from './check-transport';
import type { FederationEndpoint } from './endpoint';
import { exportedName } from './exported-name';
import { DEFAULT_LABEL, endpointOf, leavesOf, type Leaf } from './leaves';
import { selectionOf, takesEverything } from './match';
import type { FederationClient, FederationProps } from './props';
import { traitsOf } from './transports';

/** Reports what is wrong with a federation whatever else is in the app. */
export function checkFederation(where: Where, props: FederationProps): void {
  checkLabelName(where.at('label'), props.label ?? DEFAULT_LABEL);
  checkDuration(where.at('scrapeInterval'), props.scrapeInterval);
  checkTimeout(where, props.scrapeInterval, props.scrapeTimeout);
  checkUrl(where.at('dashboardUrl'), props.dashboardUrl);
  checkTransport(where, props);
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
      remedy: 'Hand over a construct, `new Prometheus(…)`. An agent evaluates no rules, and stores nothing.',
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

function checkHub(where: Where, { into, transport }: FederationProps): void {
  const hub = endpointOf(into);
  if (hub !== undefined) {
    traitsOf(transport).checkHub(where, hub);
  }
}

function checkLeaf(where: Where, { into, label = DEFAULT_LABEL, peers }: FederationProps, leaf: Leaf): void {
  const { endpoint, value, reach, client, server } = leaf;
  const [asking, secrets] =
    traitsOf(leaf.transport).begins === 'hub' ? ['the hub', 'the hub'] : [endpoint.path, 'the leaf'];
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
  if (server.asksFor.password && client.basicAuth === undefined && client.authorization === undefined) {
    where.at('basicAuth').error({
      code: 'no-credentials',
      value: server.path,
      complaint: `asks for a password, and ${asking} has none to show`,
      remedy: `Refer to a Secret beside ${secrets}: \`{ prometheus: …, basicAuth: { username, password } }\`.`,
    });
  }
  if (server.scheme === 'https' && client.tlsConfig === undefined) {
    where.at('tlsConfig').error({
      code: 'no-trust',
      value: server.path,
      complaint: `serves TLS, and nothing says whose certificates ${asking} trusts`,
      remedy: 'Set `tlsConfig: { ca: … }`; `{}` trusts the authorities of the system.',
    });
  }
  const shows = client.tlsConfig?.cert ?? client.tlsConfig?.certFile;
  if (server.asksFor.certificate && shows === undefined) {
    where.at('tlsConfig', 'cert').error({
      code: 'no-credentials',
      value: server.path,
      complaint: `asks clients for a certificate, and ${asking} has none to show`,
      remedy: `Set \`tlsConfig: { cert: …, keySecret: … }\`, by references to Secrets beside ${secrets}.`,
    });
  }
  if (reach !== 'cluster' && server.isClosed && (peers ?? []).length === 0) {
    where.at('reach').error({
      code: 'no-route',
      value: server.path,
      complaint: 'is in another cluster, and its NetworkPolicy lets nobody in that comes from there',
      remedy: `Say as whom ${secrets} comes, \`peers: [{ ipBlock: { cidr: … } }]\`, or set \`networkPolicy.webFrom\` of who is reached.`,
    });
  }
  checkReach(where.at('reach'), leaf, endpointOf(into));
  if (typeof reach === 'object') {
    checkReachUrl(where.at('reach', 'url'), reach.url, leaf);
  }
  traitsOf(leaf.transport).checkLeaf(where, leaf);
}

/** Clusters of a fleet are known, and so is what cannot lead from one into another. */
function checkReach(where: Where, leaf: Leaf, hub: FederationEndpoint | undefined): void {
  const { endpoint, reach, server } = leaf;
  if (reach === 'cluster' && hub !== undefined && hub.cluster !== endpoint.cluster) {
    where.error({
      code: 'no-route',
      value: reach,
      complaint: `does not lead from ${clusterTitle(hub)} to ${endpoint.path} in ${clusterTitle(endpoint)}`,
      remedy: "Reach it by 'clusterset', or by a URL.",
    });
  }
  const tooLong = reachedNames(leaf)
    .map((name) => exportedName(server, name))
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

function checkReachUrl(where: Where, url: string, leaf: Leaf): void {
  const { length: count } = reachedNames(leaf);
  const { isUrl, urlRemedy, severalWords } = traitsOf(leaf.transport);
  if (!isUrl(url)) {
    where.error({
      code: 'invalid-url',
      value: url,
      complaint: 'is no URL that can be reached in this way: scheme, host, perhaps a port and a path',
      remedy: urlRemedy,
    });
  }
  if (count > 1) {
    const { complaint, each } = severalWords(count);
    where.error({
      code: 'no-route',
      value: url,
      complaint: `is one address, and ${complaint}`,
      remedy: `Reach it by 'clusterset', which names each ${each}.`,
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
