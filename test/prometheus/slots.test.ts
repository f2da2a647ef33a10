import type { Chart } from 'cdk8s';
import type { PrometheusProps } from '../../lib/prometheus';
import { alert, PrometheusRule } from '../../lib/rules';
import { ServiceMonitor } from '../../lib/scrape';
import { errors, synth, takesAll, type Build, type Monitoring } from './monitoring';

function monitors(count: number, path = '/metrics') {
  return (chart: Chart): void => {
    for (let index = 0; index < count; index += 1) {
      new ServiceMonitor(chart, `app-${index}`, {
        selector: { matchLabels: { app: `app-${index}` } },
        // Only the last one differs.
        endpoints: [{ port: 'metrics', path: index === count - 1 ? path : '/metrics' }],
      });
    }
  };
}

function rules(count: number) {
  return (chart: Chart): void => {
    for (let index = 0; index < count; index += 1) {
      new PrometheusRule(chart, `rule-${index}`, {
        groups: [
          {
            name: 'availability',
            rules: [
              alert(`App${index}Down`, `up{job="app-${index}"} == 0`, {
                for: '5m',
                annotations: {
                  summary: `No instance of app-${index} answers. ${'Look at the runbook. '.repeat(20)}`,
                },
              }),
            ],
          },
        ],
      });
    }
  };
}

const app =
  (define: (chart: Chart) => void, props: PrometheusProps = {}): Build =>
  (chart) => {
    takesAll(chart, props);
    define(chart);
  };

const slots = (monitoring: Monitoring, part: 'scrape' | 'rulefiles') =>
  monitoring.names('ConfigMap').filter((name) => name.includes(`prometheus-k8s-${part}-`));

const sources = ({ pod }: Monitoring, volume: string) =>
  pod.volumes?.find(({ name }) => name === volume)?.projected?.sources?.map(({ configMap }) => configMap);

const template = ({ statefulSet }: Monitoring) => JSON.stringify(statefulSet);

/** Names of the objects that are not the same in both. */
function changed(before: Monitoring, after: Monitoring): string[] {
  const texts = new Map(
    before.manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]),
  );
  return after.manifests
    .filter((manifest) => {
      const earlier = texts.get(`${manifest.kind} ${manifest.metadata.name}`);
      return JSON.stringify(earlier) !== JSON.stringify(manifest);
    })
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

describe('jobs are spread over ConfigMaps', () => {
  const MANY = 1_500;
  let few: Monitoring;
  let many: Monitoring;

  beforeAll(() => {
    few = synth(app(monitors(3)));
    many = synth(app(monitors(MANY)));
  });

  test('of which few monitors need one, and pods mount 16', () => {
    expect(slots(few, 'scrape')).toEqual(['ConfigMap monitoring/prometheus-k8s-scrape-0']);
    expect(Object.keys(few.data('prometheus-k8s-scrape-0'))).toEqual([
      '0.serviceMonitor_monitoring_app-0.yaml',
      '0.serviceMonitor_monitoring_app-1.yaml',
      '0.serviceMonitor_monitoring_app-2.yaml',
    ]);
    expect(few.config.scrape_config_files).toEqual(['/etc/prometheus/config/0.*.yaml']);
    expect(sources(few, 'config')).toEqual([
      { name: 'prometheus-k8s' },
      ...Array.from({ length: 16 }, (_, index) => ({
        name: `prometheus-k8s-scrape-${index}`,
        optional: true,
      })),
    ]);
  });

  test('of which 1,500 monitors need several, each small enough, and pods stay as they are', () => {
    const names = slots(many, 'scrape');
    expect(names).toHaveLength(many.config.scrape_config_files?.length ?? 0);
    expect(names.length).toBeGreaterThan(4);
    for (const name of names) {
      const size = Buffer.byteLength(JSON.stringify(many.data(name.split('/')[1] ?? '')));
      expect(size).toBeLessThanOrEqual(250 * 1024);
    }
    expect(many.jobs).toHaveLength(MANY);
    expect(template(many)).toBe(template(few));
  });

  test('of which a changed monitor changes one', () => {
    const after = synth(app(monitors(MANY, '/federate')));
    expect(changed(many, after)).toEqual([expect.stringMatching(/^ConfigMap prometheus-k8s-scrape-\d+$/)]);
  });

  test('of which a new monitor changes one, as long as they suffice', () => {
    expect(changed(few, synth(app(monitors(4))))).toEqual(['ConfigMap prometheus-k8s-scrape-0']);
  });

  test('of which more are mounted when they do not suffice, or at a time of your choice', () => {
    const early = synth(app(monitors(3), { configSlots: { scrape: 17 } }));
    expect(sources(early, 'config')).toHaveLength(1 + 64);
  });
});

describe('rules are spread over ConfigMaps', () => {
  test('and 500 of them more change no pod template', () => {
    const before = synth(app(rules(10)));
    const after = synth(app(rules(510)));
    expect(slots(before, 'rulefiles')).toEqual(['ConfigMap monitoring/prometheus-k8s-rulefiles-0']);
    expect(slots(after, 'rulefiles').length).toBeGreaterThan(1);
    expect(after.config.rule_files).toHaveLength(slots(after, 'rulefiles').length + 3);
    expect(template(after)).toBe(template(before));
  });

  test('each mounted whether it exists or not', () => {
    expect(sources(synth(app(rules(1))), 'rules')).toEqual(
      Array.from({ length: 16 }, (_, index) => ({
        name: `prometheus-k8s-rulefiles-${index}`,
        optional: true,
      })),
    );
  });

  test('of one construct go into one file for each group, where one ConfigMap could not hold them', () => {
    const large = (name: string) => ({
      name,
      rules: [alert('Large', `up == 0`, { annotations: { description: 'x'.repeat(150 * 1024) } })],
    });
    const { data } = {
      data: synth(
        app((chart) => {
          new PrometheusRule(chart, 'large', { groups: [large('a'), large('b/ü')] });
        }),
      ).manifests.flatMap(({ kind, metadata, data: contents }) =>
        kind === 'ConfigMap' && metadata.name.includes('rulefiles') ? Object.keys(contents as object) : [],
      ),
    };
    expect(data.map((key) => key.replace(/^\d+\./, '')).sort()).toEqual([
      'monitoring_large_a.yaml',
      'monitoring_large_b.2F.C3.BC.yaml',
    ]);
  });

  test('and a group that none can hold is an error that says so', () => {
    const huge = app((chart) => {
      const description = 'x'.repeat(300 * 1024);
      new PrometheusRule(chart, 'huge', {
        groups: [{ name: 'a', rules: [alert('Huge', 'up == 0', { annotations: { description } })] }],
      });
    });
    expect(errors(huge)).toEqual([
      `monitoring/k8s: prometheusRule "huge" (monitoring/huge): groups[0] "a" comes to 301 KiB, and a ConfigMap holds 240
  Divide the group. Its rules are evaluated one after the other: keep those together that read what others of it record.`,
    ]);
  });
});
