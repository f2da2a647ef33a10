import { stringify } from 'yaml';
import type { ScrapeConfig as Job } from '../../lib/native/prometheus';
import { ScrapeConfig, type ScrapeConfigProps } from '../../lib/scrape';
import { secretKey } from '../../lib/references';
import { synth, takesAll } from '../prometheus/monitoring';
import { accepted } from '../prometheus/promtool';
import { describeWith, requireProgram } from '../support/programs';

const elsewhere = { role: 'Pod', apiServer: 'https://other.example.com' } as const;
const token = { authorization: { credentials: secretKey('api', 'token') } };
const targets = { staticConfigs: [{ targets: ['a:1'] }] };

/** The cached programs know these discoveries alone; the others are held by the catalogue and by the types. */
const JOBS: readonly ScrapeConfigProps[] = [
  { kubernetesSDConfigs: [{ ...elsewhere, ...token, enableHTTP2: false, proxyUrl: 'http://proxy:3128' }] },
  {
    kubernetesSDConfigs: [
      { role: 'Node', enableHTTP2: true, followRedirects: true, proxyFromEnvironment: false },
    ],
  },
  { httpSDConfigs: [{ url: 'https://inventory', ...token, noProxy: 'a', proxyUrl: 'http://proxy:3128' }] },
  { dnsSDConfigs: [{ names: ['a'], type: 'MX', port: 1 }], fileSDConfigs: [{ files: ['/a/*.YML'] }] },
  { ...targets, nameValidationScheme: 'Legacy', nameEscapingScheme: 'Underscores' },
  { ...targets, nameValidationScheme: 'UTF8', nameEscapingScheme: 'Values', enableHTTP2: false },
  { ...targets, nameValidationScheme: 'Legacy' },
  { ...targets, nameEscapingScheme: 'AllowUTF8', scrapeClass: 'mesh' },
];

/** What our checks refuse, written natively. */
const REFUSED: ReadonlyArray<Partial<Job>> = [
  { kubernetes_sd_configs: [{ role: 'pod', basic_auth: { username: 'a' } }] },
  { kubernetes_sd_configs: [{ role: 'pod', enable_http2: false }] },
  { kubernetes_sd_configs: [{ role: 'pod', api_server: 'https://a', namespaces: { own_namespace: true } }] },
  { metric_name_validation_scheme: 'legacy', metric_name_escaping_scheme: 'allow-utf-8' },
  { authorization: { credentials_file: '/a' }, basic_auth: { username: 'a' } },
];

function compiled(): Job[] {
  return synth((chart) => {
    takesAll(chart, {
      version: '3.13.0',
      scrapeClasses: [
        {
          name: 'mesh',
          tlsConfig: { caFile: '/certs/ca.pem' },
          authorization: { credentialsFile: '/token' },
        },
      ],
    });
    JOBS.forEach((props, index) => new ScrapeConfig(chart, `job-${index}`, props));
  }).jobs;
}

describeWith(['promtool', 'promtool-lts'], 'what discoveries become', () => {
  test.each(['promtool', 'promtool-lts'])('is accepted by %s, and what we refuse is not', async (name) => {
    const file = (job: Partial<Job>) => stringify({ scrape_configs: [{ job_name: 'a', ...job }] });
    expect(await accepted(requireProgram(name), compiled().map(file))).toEqual(JOBS.map(() => true));
    expect(await accepted(requireProgram(name), REFUSED.map(file))).toEqual(REFUSED.map(() => false));
  });
});
