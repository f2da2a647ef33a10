import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bindDashboard, namesOf, readDashboard, readQueries } from '../../lib/grafana/dashboard';
import { Where, type Problem } from '../../lib/problems';
import { describeUnless } from '../support/programs';

const SHARED = join(__dirname, '..', '..', '..', 'shared', 'corpus', 'kube-prometheus');
const FILE = join(SHARED, 'grafana-dashboardDefinitions.yaml');

function namesIn(expr: string): string[] {
  return [...namesOf(readQueries({ title: 't', panels: [{ targets: [{ expr }] }] }))].sort();
}

describe('variables of Grafana', () => {
  test.each([
    ['rate(http_requests_total{job="$job"}[$__rate_interval])', ['http_requests_total']],
    ['sum by ($by) (rate(x_total{cluster=~"${cluster:regex}"}[${__range_s}s]))', ['x_total']],
    ['topk($n, x) > $threshold', ['x']],
    ['x offset $lag', ['x']],
    ['[[metric]] / y', ['y']],
    ['${agg}_over_time(x[5m])', ['x']],
    ['${metric}{job="a"} + z', ['z']],
    ['x{label="[$y]"} # $comment "', ['x']],
    ['{__name__="x", job=~"$job"}', ['x']],
    ['$query', []],
  ])('%s', (expr, names) => {
    const queries = readQueries({ title: 't', panels: [{ targets: [{ expr }] }] });
    expect(queries.flatMap(({ faults }) => faults)).toEqual([]);
    expect(namesIn(expr)).toEqual(names);
  });

  test('a matcher whose value is a variable says nothing', () => {
    const [query] = readQueries({
      title: 't',
      panels: [{ targets: [{ expr: 'up{job="a", instance=~"$instance"}' }] }],
    });
    expect(query?.selectors).toMatchObject([{ name: 'up', matchers: [{ name: 'job', value: 'a' }] }]);
  });

  test('a broken query stays broken', () => {
    const [query] = readQueries({ title: 't', panels: [{ targets: [{ expr: 'rate(up{job="$job")' }] }] });
    expect(query?.faults).not.toEqual([]);
  });
});

test('an exported dashboard is filled in as an import by hand would do it', () => {
  const bound = bindDashboard(
    {
      __inputs: [{ name: 'DS_PROMETHEUS', type: 'datasource', pluginId: 'prometheus' }],
      __requires: [],
      title: 't',
      templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
      panels: [
        { datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' }, targets: [{ expr: 'up' }] },
        { datasource: { type: 'prometheus', uid: '${datasource}' }, targets: [{ expr: 'up' }] },
        { datasource: { type: 'loki', uid: 'logs' }, targets: [{ expr: '{app="x"}' }] },
      ],
    },
    { type: 'prometheus', uid: 'prometheus-monitoring-k8s', name: 'k8s' },
  );
  expect(bound).toEqual({
    title: 't',
    templating: {
      list: [
        {
          name: 'datasource',
          type: 'datasource',
          query: 'prometheus',
          current: { selected: true, text: 'k8s', value: 'prometheus-monitoring-k8s' },
        },
      ],
    },
    panels: [
      { datasource: { type: 'prometheus', uid: 'prometheus-monitoring-k8s' }, targets: [{ expr: 'up' }] },
      { datasource: { type: 'prometheus', uid: '${datasource}' }, targets: [{ expr: 'up' }] },
      { datasource: { type: 'loki', uid: 'logs' }, targets: [{ expr: '{app="x"}' }] },
    ],
  });
});

describeUnless(existsSync(FILE) ? undefined : 'no ../shared', 'the dashboards of kube-prometheus', () => {
  const { items } = parse(readFileSync(FILE, 'utf8')) as {
    readonly items: ReadonlyArray<{ readonly data: Readonly<Record<string, string>> }>;
  };
  const texts = items.flatMap(({ data }) => Object.values(data));

  test('all are read, and every query in them', () => {
    const problems: Problem[] = [];
    const dashboards = texts.map((text) => readDashboard(new Where(problems, 'test'), text));
    const queries = dashboards.flatMap((each) => readQueries(each ?? {}));
    expect(problems).toEqual([]);
    expect(texts).toHaveLength(33);
    expect(queries.length).toBeGreaterThan(580);
    expect(queries.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(queries.filter(({ selectors }) => selectors.length === 0)).toEqual([]);
  });
});
