import { checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkChoice, checkDuration, checkLabelName, checkPortNumber, checkUrl, compact } from '../values';
import { checkEndpoint, checkFormat, checkLimits, checkNotEmpty } from './common-check';
import type { DnsSDConfig, FileSDConfig, ScrapeConfigProps, StaticConfig } from './scrape-config';

const ROLES = ['Pod', 'Endpoints', 'EndpointSlice', 'Ingress', 'Service', 'Node'];
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
  each(where.at('kubernetesSDConfigs'), props.kubernetesSDConfigs, (at, config) => {
    checkChoice(at.at('role'), config.role, ROLES);
  });
}

function checkStatic(where: Where, { targets, labels = {} }: StaticConfig): void {
  checkNotEmpty(where.at('targets'), targets);
  targets.forEach((target, index) => {
    if (target === '' || target.includes('/')) {
      where.at('targets', index).error({
        code: 'invalid-target',
        value: target,
        complaint: 'is not a host with an optional port',
        remedy: 'Path and scheme have fields of their own: `metricsPath`, `scheme`.',
      });
    }
  });
  Object.keys(labels).forEach((label) => {
    checkLabelName(where.at('labels'), label);
  });
}

function checkFile(where: Where, { files, refreshInterval }: FileSDConfig): void {
  checkNotEmpty(where.at('files'), files);
  checkDuration(where.at('refreshInterval'), refreshInterval);
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

function checkDns(where: Where, { names, type = 'SRV', port, refreshInterval }: DnsSDConfig): void {
  checkNotEmpty(where.at('names'), names);
  checkChoice(where.at('type'), type, ['A', 'AAAA', 'MX', 'NS', 'SRV']);
  checkPortNumber(where.at('port'), port);
  checkDuration(where.at('refreshInterval'), refreshInterval);
  if (type !== 'SRV' && port === undefined) {
    where.at('port').error({
      code: 'incomplete',
      complaint: `is needed for records of the type "${type}"`,
      remedy: 'Only SRV records hold a port.',
    });
  }
}

function each<T>(where: Where, items: readonly T[] | undefined, check: (at: Where, item: T) => void): void {
  items?.forEach((item, index) => {
    check(where.at(index), item);
  });
}
