import { Metrics } from '../../lib/companion/controller/metrics';
import {
  alertmanagerDashboard,
  federationDashboard,
  prometheusDashboard,
  rolloutDashboard,
  shardsDashboard,
  viewDashboard,
} from '../../lib/dashboards';
import { GrafanaDashboard } from '../../lib/grafana';
import { namesOf, readQueries, type JsonObject } from '../../lib/grafana/dashboard';
import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { synthesize } from './support';
import { Watched } from './watched';

const DASHBOARDS = {
  alertmanager: alertmanagerDashboard,
  federation: federationDashboard,
  'federation-silent': () => federationDashboard({ transport: 'remoteWrite' }),
  prometheus: prometheusDashboard,
  rollout: rolloutDashboard,
  shards: shardsDashboard,
  view: viewDashboard,
};

type Name = keyof typeof DASHBOARDS;

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly thresholds?: { readonly steps: ReadonlyArray<{ readonly value: number | null }> };
    };
  };
  readonly gridPos?: { readonly x: number; readonly w: number };
  readonly targets?: ReadonlyArray<{ readonly expr: string; readonly legendFormat?: string }>;
}

function panelsOf(name: Name): readonly Panel[] {
  const { panels = [] } = DASHBOARDS[name]();
  return (panels as readonly Panel[]).filter(({ type }) => type !== 'row');
}

/** As it is shipped. */
function shipped(board: object): JsonObject {
  return JSON.parse(JSON.stringify(board)) as JsonObject;
}

function metricsOf(...names: readonly Name[]): string[] {
  const all = names.flatMap((name) => [...namesOf(readQueries(shipped(DASHBOARDS[name]())))]);
  return [...new Set(all)].sort();
}

const EACH = Object.keys(DASHBOARDS) as Name[];

test.each(EACH)('%s: is a dashboard whose queries are PromQL', (name) => {
  const { errors } = synthesize(({ chart }) => {
    new GrafanaDashboard(chart, 'own', { json: DASHBOARDS[name]() });
  });
  expect(errors).toEqual([]);
});

test.each(EACH)('%s: every panel says what it means, in which unit, and what its lines are', (name) => {
  const panels = panelsOf(name);
  expect(panels.length).toBeGreaterThan(name === 'federation-silent' ? 4 : 10);
  for (const { type, title, description, fieldConfig, targets = [] } of panels) {
    expect(title).not.toBe('');
    expect(description).toMatch(/\.$/);
    expect(fieldConfig?.defaults.unit).toMatch(/^[a-z]+$/);
    const steps = fieldConfig?.defaults.thresholds?.steps.map(({ value }) => value ?? -Infinity) ?? [];
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(targets.length).toBeGreaterThan(0);
    for (const { legendFormat } of targets) {
      expect(legendFormat).toMatch(type === 'stat' ? /^$/ : /\{\{\w+\}\}/);
    }
  }
});

test.each(EACH)('%s: the panels of a row fill it', (name) => {
  const ends = panelsOf(name).map(({ gridPos }) => (gridPos?.x ?? 0) + (gridPos?.w ?? 0));
  const starts = panelsOf(name).map(({ gridPos }) => gridPos?.x);
  ends.forEach((end, index) => {
    expect(end).toBe(starts[index + 1] === 0 || index === ends.length - 1 ? 24 : starts[index + 1]);
  });
});

test('they can be shipped together: no two have one uid or one title', () => {
  const { errors } = synthesize(({ chart }) => {
    EACH.forEach((name) => new GrafanaDashboard(chart, name, { json: DASHBOARDS[name]() }));
  });
  expect(errors).toEqual([]);
  expect(new Set(EACH.map((name) => DASHBOARDS[name]().title)).size).toBe(EACH.length);
});

test('where leaves are told apart by another label the dashboard goes by that', () => {
  const text = JSON.stringify(federationDashboard({ label: 'region' }));
  expect(text).toContain('by (job, region)');
  expect(text).toContain('{{region}}');
  expect(text).not.toContain('cluster}}');
});

test('the companion exposes all that its dashboard reads', async () => {
  const { registry } = new Metrics({
    entries: () => ({ silence: 0, log: 0 }),
    keepings: () => [],
    isLeaseHeld: () => true,
  });
  const exposed = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  expect(metricsOf('rollout').filter((metric) => !exposed.includes(metric))).toEqual([]);
});

/** Long enough for a second scrape on a busy machine. */
const PATIENCE = { deadline: 60_000, every: 500 };

/** Waits until a Prometheus that scrapes real programs has all that the dashboards read, and a value for each number. */
async function expectAnswered(world: Watched, names: readonly Name[], but = /^$/): Promise<void> {
  await eventually(
    'all metrics are there',
    async () => {
      const exposed = await world.names();
      const missing = metricsOf(...names).filter((metric) => !exposed.has(metric) && !but.test(metric));
      if (missing.length > 0) {
        throw new Error(`missing: ${missing.join(', ')}`);
      }
      return true;
    },
    PATIENCE,
  );
  for (const { type, title, targets = [] } of names.flatMap(panelsOf)) {
    for (const { expr } of targets) {
      await eventually(
        `${title} has an answer`,
        async () => {
          const values = await world.ask(expr);
          return type !== 'stat' || (values.length === 1 && values[0] !== 'NaN');
        },
        PATIENCE,
      );
    }
  }
}

describeWith(['alertmanager', 'prometheus'], 'asked of a Prometheus that scrapes the real programs', () => {
  let world: Watched;

  beforeAll(async () => {
    world = await Watched.start({ thanos: false });
  });

  afterAll(async () => {
    await world.stop();
  });

  test('there is all that they read, every query is answered, and every number has a value', async () => {
    // What only Thanos has.
    await expectAnswered(
      world,
      EACH.filter((name) => !['rollout', 'view'].includes(name)),
      /^ALERTS$/, // no alert fires there
    );
    await expectAnswered(world, ['view'], /^(thanos|http)_/);
  }, 180_000);

  test('shards are told apart by their pods, and replicas are one', async () => {
    const targets = panelsOf('shards').find(({ title }) => title === 'Targets')?.targets?.[0]?.expr ?? '';
    expect(await world.ask(`count by (shard) (${targets.replaceAll('$job', 'prometheus-k8s')})`)).toEqual([
      '1',
      '1',
    ]);
    expect(
      await world.ask(
        `(${targets.replaceAll('$job', 'prometheus-k8s')}) and on (shard) label_replace(vector(1), "shard", "1", "", "")`,
      ),
    ).toEqual(['1']);
  });
});

describeWith(
  ['alertmanager', 'prometheus', 'thanos'],
  'asked of a Prometheus that scrapes the real Thanos',
  () => {
    test('there is all that the view reads, every query is answered, and every number has a value', async () => {
      const world = await Watched.start({ thanos: true });
      try {
        await expectAnswered(world, ['view']);
        expect(await world.names()).toContain('thanos_build_info');
      } finally {
        await world.stop();
      }
    }, 180_000);
  },
);
