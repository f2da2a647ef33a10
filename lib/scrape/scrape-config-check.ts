import { checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkChoice, checkDuration, checkLabelName, checkPortNumber, checkUrl, compact } from '../values';
import { checkAddress, checkEndpoint, checkFormat, checkLimits, checkNotEmpty } from './common-check';
import type {
  DnsSDConfig,
  FileSDConfig,
  KubernetesSDConfig,
  KubernetesSDRole,
  ScrapeConfigProps,
  StaticConfig,
} from './scrape-config';

/** Which objects may be selected for each role. Upstream: `allowedSelectors`. */
const SELECTABLE: Readonly<Record<KubernetesSDRole, readonly KubernetesSDRole[]>> = {
  Pod: ['Pod', 'Node'],
  Endpoints: ['Pod', 'Service', 'Endpoints'],
  EndpointSlice: ['Pod', 'Service', 'EndpointSlice'],
  Ingress: ['Ingress'],
  Service: ['Service'],
  Node: ['Node'],
};
const DISCOVERIES = [
  'staticConfigs',
  'fileSDConfigs',
  'httpSDConfigs',
  'dnsSDConfigs',
  'kubernetesSDConfigs',
] as const;

/** What Prometheus reads of a file name for file discovery. */
const FILE_PATTERN = /^[^*]*(\*[^/]*)?\.(json|yml|yaml)$/;

/** Reports what is wrong with a ScrapeConfig whoever selects it. */
export function checkScrapeConfig(where: Where, props: ScrapeConfigProps): void {
  if (DISCOVERIES.every((discovery) => (props[discovery] ?? []).length === 0)) {
    where.error({
      code: 'incomplete',
      complaint: 'has no targets',
      remedy: `Set one of ${DISCOVERIES.map((discovery) => `\`${discovery}\``).join(', ')}.`,
    });
  }
  checkEndpoint(where, compact({ ...props, interval: props.scrapeInterval }));
  checkDuration(where.at('scrapeInterval'), props.scrapeInterval);
  checkLimits(where, props);
  checkFormat(where, props);
  each(where.at('staticConfigs'), props.staticConfigs, checkStatic);
  each(where.at('fileSDConfigs'), props.fileSDConfigs, checkFile);
  each(where.at('dnsSDConfigs'), props.dnsSDConfigs, checkDns);
  each(where.at('httpSDConfigs'), props.httpSDConfigs, (at, config) => {
    checkUrl(at.at('url'), config.url);
    checkDuration(at.at('refreshInterval'), config.refreshInterval, { positive: true });
    checkHttpClient(at, config);
  });
  each(where.at('kubernetesSDConfigs'), props.kubernetesSDConfigs, checkKubernetes);
}

function checkStatic(where: Where, { targets, labels = {} }: StaticConfig): void {
  checkNotEmpty(where.at('targets'), targets);
  targets.forEach((target, index) => {
    checkAddress(where.at('targets', index), target);
  });
  Object.keys(labels).forEach((label) => {
    checkLabelName(where.at('labels'), label);
  });
}

function checkFile(where: Where, { files, refreshInterval }: FileSDConfig): void {
  checkNotEmpty(where.at('files'), files);
  checkDuration(where.at('refreshInterval'), refreshInterval, { positive: true });
  files.forEach((file, index) => {
    if (!FILE_PATTERN.test(file)) {
      where.at('files', index).error({
        code: 'invalid-file',
        value: file,
        complaint: 'is not a pattern of .json, .yml or .yaml files',
        remedy: 'A `*` may stand in the last part of the path only.',
      });
    }
  });
}

/** Records that say where, and not at which port. */
const PORTLESS: readonly string[] = ['A', 'AAAA', 'MX', 'NS'];

function checkDns(where: Where, { names, type = 'SRV', port, refreshInterval }: DnsSDConfig): void {
  checkNotEmpty(where.at('names'), names);
  checkChoice(where.at('type'), type, [...PORTLESS, 'SRV']);
  checkPortNumber(where.at('port'), port);
  checkDuration(where.at('refreshInterval'), refreshInterval, { positive: true });
  if (PORTLESS.includes(type) && port === undefined) {
    where.at('port').error({
      code: 'incomplete',
      complaint: `is needed for records of the type "${type}"`,
      remedy: 'Only SRV records hold a port.',
    });
  }
}

function checkKubernetes(where: Where, { role, selectors = [] }: KubernetesSDConfig): void {
  checkChoice(where.at('role'), role, Object.keys(SELECTABLE));
  if (!Object.hasOwn(SELECTABLE, role)) {
    return;
  }
  const earlier = new Set<KubernetesSDRole>();
  selectors.forEach((selector, index) => {
    const at = where.at('selectors', index, 'role');
    checkChoice(at, selector.role, SELECTABLE[role]);
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

function each<T>(where: Where, items: readonly T[] | undefined, check: (at: Where, item: T) => void): void {
  items?.forEach((item, index) => {
    check(where.at(index), item);
  });
}
