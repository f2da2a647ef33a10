import type { Where } from '../../problems';
import { checkChoice, checkUrl } from '../../values';
import { checkClient, type DiscoveryClient } from './http-client';
import type { KubernetesSDConfig, KubernetesSDRole } from './kubernetes';

/** Which objects may be selected for each role. Upstream: `allowedSelectors`. */
const SELECTABLE: Readonly<Record<KubernetesSDRole, readonly KubernetesSDRole[]>> = {
  Pod: ['Pod', 'Node'],
  Endpoints: ['Pod', 'Service', 'Endpoints'],
  EndpointSlice: ['Pod', 'Service', 'EndpointSlice'],
  Ingress: ['Ingress'],
  Service: ['Service'],
  Node: ['Node'],
};

const CLIENT_FIELDS = [
  'basicAuth',
  'authorization',
  'oauth2',
  'tlsConfig',
  'proxyUrl',
  'noProxy',
  'proxyFromEnvironment',
  'followRedirects',
  'enableHTTP2',
] as const satisfies ReadonlyArray<keyof DiscoveryClient>;

/** What Prometheus takes for "not set", even where it is. */
const CLIENT_DEFAULTS: Readonly<Partial<Record<keyof DiscoveryClient, boolean>>> = {
  proxyFromEnvironment: false,
  followRedirects: true,
  enableHTTP2: true,
};

/** Reports what Prometheus would refuse of a discovery in Kubernetes. */
export function checkKubernetes(where: Where, props: KubernetesSDConfig): void {
  checkChoice(where.at('role'), props.role, Object.keys(SELECTABLE));
  checkUrl(where.at('apiServer'), props.apiServer);
  checkClient(where, props);
  if (props.apiServer === undefined) {
    refuseClient(where, props);
  } else if (props.namespaces?.ownNamespace === true) {
    where.at('namespaces', 'ownNamespace').error({
      code: 'contradiction',
      value: true,
      complaint: 'cannot be set together with apiServer: there Prometheus has no namespace of its own',
      remedy: 'Write its name into `names`.',
    });
  }
  checkSelectors(where, props);
}

/** Within its cluster Prometheus is told how to reach the API server by Kubernetes. */
function refuseClient(where: Where, props: KubernetesSDConfig): void {
  for (const field of CLIENT_FIELDS) {
    if (props[field] !== undefined && props[field] !== CLIENT_DEFAULTS[field]) {
      where.at(field).error({
        code: 'incomplete',
        complaint: 'has no meaning without apiServer',
        remedy: 'Set `apiServer`: "https://kubernetes.default.svc" is that of the own cluster.',
      });
    }
  }
}

function checkSelectors(where: Where, { role, selectors = [] }: KubernetesSDConfig): void {
  const earlier = new Set<KubernetesSDRole>();
  selectors.forEach((selector, index) => {
    const at = where.at('selectors', index, 'role');
    // A role that is none has said so.
    checkChoice(at, selector.role, role in SELECTABLE ? SELECTABLE[role] : Object.keys(SELECTABLE));
    if (earlier.has(selector.role)) {
      at.error({
        code: 'duplicate',
        value: selector.role,
        complaint: 'is selected twice',
        remedy: 'Say it in one selector: its conditions are joined by commas.',
      });
    }
    earlier.add(selector.role);
  });
}
