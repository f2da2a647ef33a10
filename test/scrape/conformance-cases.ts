import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields, Objects } from './conformance-differences';

const CORPUS = join('..', 'shared', 'corpus', 'operator-golden');

/** Why there are no cases, if so. */
export const missingCorpus = existsSync(CORPUS) ? undefined : `no ${CORPUS}`;

export interface CustomResource {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Fields;
}

/** A definition, and what the operator made of it. */
export interface Case {
  readonly name: string;
  readonly version: string;
  readonly input: {
    readonly prometheus: CustomResource;
    readonly serviceMonitors?: readonly CustomResource[];
    readonly podMonitors?: readonly CustomResource[];
    readonly probes?: readonly CustomResource[];
    readonly scrapeConfigs?: readonly CustomResource[];
    readonly secrets?: Objects;
    readonly configMaps?: Objects;
    readonly options?: Fields;
  };
  readonly expected: string | null;
}

/** Cases of the release that we compare with: the operator's default, of our oldest minor version. */
export function cases(): Case[] {
  return ['kube-prometheus-config', 'prometheus-config']
    .flatMap((theme) => readdirSync(join(CORPUS, theme)).map((file) => read(join(CORPUS, theme, file))))
    .filter(
      ({ version, input, expected }) => version === '3.13.2' && expected !== null && hasResources(input),
    );
}

/** Some names are such that no API server would accept them: they get the capitals out. */
function read(file: string): Case {
  const text = readFileSync(file, 'utf8').replace(
    /\bdefault(ServiceMonitor|PodMonitor|Probe|ScrapeConfig)\b/g,
    (name) => name.toLowerCase(),
  );
  return JSON.parse(text) as Case;
}

function hasResources({
  serviceMonitors = [],
  podMonitors = [],
  probes = [],
  scrapeConfigs = [],
}: Case['input']) {
  return serviceMonitors.length + podMonitors.length + probes.length + scrapeConfigs.length > 0;
}

/** Fields of the Prometheus that change the jobs in ways that we do not have (yet). */
const PROMETHEUS_WITHOUT = [
  /^enforced/,
  /^override/,
  /^excludedFromEnforcement$/,
  /^ignoreNamespaceSelectors$/,
  /^shardingStrategy$/,
];

/** What keeps a case from being compared; undefined where nothing does. */
export function obstacle({ name, input }: Case): string | undefined {
  const { prometheus } = input;
  const refused = REFUSED[name.split('/').at(-1) ?? ''];
  if (refused !== undefined) {
    return refused;
  }
  const policy = Object.keys(prometheus.spec).find((field) =>
    PROMETHEUS_WITHOUT.some((pattern) => pattern.test(field)),
  );
  if (policy !== undefined) {
    return `prometheus.${policy}`;
  }
  if (((prometheus.spec.shards as number | undefined) ?? 1) !== 1) {
    return 'prometheus.shards';
  }
  if (input.options?.inlineTLSConfig === true) {
    return 'options.inlineTLSConfig';
  }
  return noFileTwin(input) ? NO_FILE_TWIN : undefined;
}

/** What we refuse, and the operator does not. */
const REFUSED: Readonly<Record<string, string>> = {
  testemptyendpointports: 'an endpoint without a port',
  'testprobespecconfig-module-config-with-params-skip-module': 'a module that is named twice',
  'testprobespecconfig-module-config-with-params-define-module-in-param': 'a probe without targets',
  'testprobespecconfig-module-config': 'a probe without targets',
  'testprobespecconfig-prober-spec': 'a probe without targets',
  'testendpointoauth2-probe-monitor-with-oauth2': 'a probe without a prober',
  'testpodmonitorportnumber-1': 'two ports in one endpoint',
  'testpodmonitorportnumber-3': 'two ports in one endpoint',
  'testpodmonitorscrapeclasswithdefaulttls-1': 'a reference without a key',
  'testservicemonitorscrapeclasswithdefaulttls-1': 'a reference without a key',
};

/** The obstacle of cases whose secrets Prometheus cannot read from files: these we refuse. */
export const NO_FILE_TWIN = 'a secret without a file twin';

const WITHOUT_TWIN = /"(clientSecret|secretKey|password|applicationSecret|identityEndpoint)":/;

/** Whether a discovery has a secret that cannot be a file; `basicAuth`, `oauth2` and Scaleway have file twins. */
function noFileTwin({ scrapeConfigs = [] }: Case['input']): boolean {
  return scrapeConfigs
    .flatMap(({ spec }) => Object.entries(spec))
    .filter(([field]) => /^(azure|ec2|lightSail|openstack|ovhcloud)SDConfigs$/.test(field))
    .flatMap(([, list]) => list as Fields[])
    .some(({ basicAuth: _basicAuth, oauth2: _oauth2, ...rest }) => WITHOUT_TWIN.test(JSON.stringify(rest)));
}
