import type { Chart } from 'cdk8s';
import { Prometheus, type PrometheusProps } from '../../../lib/prometheus';
import { alert, PrometheusRule, recordingRule } from '../../../lib/rules';
import { assign } from '../../../lib/sharding';
import { eventually } from '../../cluster/wait';
import { type AlertSink, type Answer, ask, Exporters, type Lab, QUICK, valueOf } from '../lab';

export const TARGETS = 12;
export const ZONES = 3;

/** Of all targets together. */
export const TOTAL = (TARGETS * (TARGETS + 1)) / 2;

export const DEADLINE = { deadline: 120_000 };

/** The pods of the shards, of which the second goes missing. */
export const SHARDS = ['prometheus-k8s-0', 'prometheus-k8s-shard-1-0'] as const;
export const SHARD = SHARDS[1];

/** Of a rule that is split, and of an alert whose value is all that there is. */
export const RECORD = 'zone:load:sum';
export const ALERT = 'Total';

/** A load that stays as it is, and a counter that begins anew all the time. Each zone has targets on both shards. */
export async function startTargets(): Promise<Exporters> {
  const found = await Exporters.start(TARGETS, (index) =>
    [
      `load{zone="${index % ZONES}"} ${index + 1}`,
      `saw_total ${Math.floor(Date.now() / 1_000) % 5}`,
      '',
    ].join('\n'),
  );
  const sharding = { method: 'jump' as const, shards: [{}, {}] };
  const parts = found.addresses.map((instance, index) =>
    [index % ZONES, ...assign(sharding, { instance })].join(),
  );
  if (new Set(parts).size === ZONES * 2) {
    return found;
  }
  // The port decides, too.
  found.stop();
  return startTargets();
}

/** Two shards with a view, and a server that has everything. */
export function build(
  chart: Chart,
  globalView: NonNullable<PrometheusProps['globalView']>,
  { addresses }: Exporters,
  sink: AlertSink,
): void {
  const common: PrometheusProps = {
    ...QUICK,
    externalLabels: { region: 'eu' },
    additionalScrapeConfigs: [{ job_name: 'load', static_configs: [{ targets: [...addresses] }] }],
  };
  new Prometheus(chart, 'whole', common);
  new Prometheus(chart, 'k8s', {
    ...common,
    alerting: { alertmanagers: [{ targets: [sink.address] }] },
    ruleSelector: {},
    shards: 2,
    globalView,
  });
  new PrometheusRule(chart, 'load', {
    groups: [
      {
        name: 'load',
        rules: [recordingRule(RECORD, 'sum by (zone) (load)'), alert(ALERT, 'sum(load) > 0')],
      },
    ],
  });
}

/** Starts all of it, and waits until the view sees what there is. */
export async function startAll(
  lab: Lab,
  parts: ReadonlyArray<readonly [workload: string, ordinal: number]>,
): Promise<void> {
  await lab.startServices();
  for (const workload of ['prometheus-whole', ...SHARDS.map((pod) => pod.replace(/-0$/, ''))]) {
    await lab.start(workload);
  }
  for (const [workload, ordinal] of parts) {
    await lab.start(workload, ordinal);
  }
  await lab.untilReady(
    'prometheus-whole-0',
    ...SHARDS,
    ...parts.map(([workload, ordinal]) => `${workload}-${ordinal}`),
  );
  const view = await lab.serviceUrl('prometheus-k8s', 9090);
  await isWhole(view);
}

/** Waits until a view sees all targets, and has recorded all of them. */
export async function isWhole(view: string): Promise<void> {
  for (const query of ['sum(load)', `sum(${RECORD})`]) {
    await eventually(`${query} is whole`, async () => valueOf(await ask(view, query)) === TOTAL, DEADLINE);
  }
}

/** Waits for an answer that looks like any other and is wrong. */
export async function becomesWrong(
  url: string,
  query: string,
  isWrong: (answer: Answer) => boolean,
): Promise<Answer> {
  return eventually(
    `${query} is wrong`,
    async () => {
      const answer = await ask(url, query);
      return answer.status === 200 && isWrong(answer) && answer;
    },
    DEADLINE,
  );
}

/** A part of the whole. */
export function isPart(answer: Answer): boolean {
  const value = valueOf(answer);
  return value !== undefined && value > 0 && value < TOTAL;
}

interface Rules {
  readonly data: {
    readonly groups: ReadonlyArray<{
      readonly rules: ReadonlyArray<{
        readonly name: string;
        readonly health: string;
        readonly alerts?: ReadonlyArray<{ readonly value: string }>;
      }>;
    }>;
  };
}

/** What an evaluator says of the alert: how its rule fares, and its value where it fires. */
export async function alertAt(
  url: string,
): Promise<{ readonly health: string; readonly value: number | undefined }> {
  const { data } = (await (await fetch(`${url}/api/v1/rules`)).json()) as Rules;
  const rule = data.groups.flatMap(({ rules }) => rules).find(({ name }) => name === ALERT);
  const value = rule?.alerts?.[0]?.value;
  return { health: rule?.health ?? 'unknown', value: value === undefined ? undefined : Number(value) };
}

/** Rules as they would be if nobody had to have all shards. */
export function withoutGuard(text: string): string {
  return text.replaceAll(/and\s+on\s*\(\s*\)\s*\(?\s*count\s*\(\s*shard_alive\s*\)\s*==\s*2\s*\)?/g, '');
}
