import { TARGET } from '../../../lib/operator/convert/alerting';
import { ALERTMANAGER, CLUSTER_TLS } from '../../../lib/operator/convert/alertmanager';
import { RECEIVER_CLIENT } from '../../../lib/operator/convert/alertmanager-config';
import { ALERTMANAGER_GLOBAL } from '../../../lib/operator/convert/alertmanager-global';
import { RESOURCE_RULES } from '../../../lib/operator/convert/convert';
import { ruleFor, type Rules } from '../../../lib/operator/convert/fields';
import { PROMETHEUS, PROMETHEUS_AGENT } from '../../../lib/operator/convert/prometheus';
import { THANOS_RULER } from '../../../lib/operator/convert/thanos-ruler';
import { WEB } from '../../../lib/operator/convert/web';
import { resolved, specSchema } from '../../../lib/operator/schema/kinds';
import type { Schema } from '../../../lib/operator/schema';
import type { OperatorKind } from '../../../lib/operator';
import { fieldsOf, shapeOf, type Shape } from './shapes';

const V1 = 'monitoring.coreos.com/v1';
const V1_ALPHA_1 = 'monitoring.coreos.com/v1alpha1';

const KINDS: ReadonlyArray<readonly [apiVersion: string, kind: OperatorKind, rules: Rules]> = [
  [V1, 'ServiceMonitor', RESOURCE_RULES.ServiceMonitor],
  [V1, 'PodMonitor', RESOURCE_RULES.PodMonitor],
  [V1, 'Probe', RESOURCE_RULES.Probe],
  [V1_ALPHA_1, 'ScrapeConfig', RESOURCE_RULES.ScrapeConfig],
  [V1, 'PrometheusRule', RESOURCE_RULES.PrometheusRule],
  [V1, 'Prometheus', PROMETHEUS],
  [V1_ALPHA_1, 'PrometheusAgent', PROMETHEUS_AGENT],
  [V1, 'Alertmanager', ALERTMANAGER],
  [V1_ALPHA_1, 'AlertmanagerConfig', RESOURCE_RULES.AlertmanagerConfig],
  ['monitoring.coreos.com/v1beta1', 'AlertmanagerConfig', RESOURCE_RULES.AlertmanagerConfig],
  [V1, 'ThanosRuler', THANOS_RULER],
];

/** What a walk through a CRD came upon. */
class Walk {
  /** Fields that neither a rule nor a prop is for. */
  readonly lost: string[] = [];
  readonly used = new Set<string>();

  constructor(private readonly rules: Rules) {}

  fields(schema: Schema, shapes: readonly Shape[], path: string): void {
    const { properties = {}, additionalProperties } = resolved(schema);
    if (additionalProperties !== undefined) {
      this.lost.push(`${path}: keys of the user's own, which are to be taken as they are`);
    }
    const props = fieldsOf(shapes);
    for (const [key, field] of Object.entries(properties)) {
      const inner = path === '' ? key : `${path}.${key}`;
      if (ruleFor(this.rules, inner, key) !== undefined) {
        this.used.add(this.rules[inner] === undefined ? `*.${key}` : inner);
      } else if (props[key] === undefined) {
        this.lost.push(inner);
      } else {
        this.value(field, props[key], inner);
      }
    }
  }

  private value(schema: Schema, shapes: readonly Shape[], path: string): void {
    const { type, items = {}, properties, additionalProperties } = resolved(schema);
    if (type === 'array') {
      this.value(
        items,
        shapes.flatMap((shape) => shape.items ?? []),
        `${path}[]`,
      );
    } else if (properties !== undefined || additionalProperties !== undefined) {
      this.fields(schema, shapes, path);
    }
  }
}

function walk(schema: Schema, shapes: readonly Shape[], rules: Rules, path = ''): Walk {
  const result = new Walk(rules);
  result.fields(schema, shapes, path);
  return result;
}

/** A field of a schema, however deep. */
function at(schema: Schema, ...keys: readonly string[]): Schema {
  return keys.reduce((outer, key) => {
    const { properties, items } = resolved(outer);
    return resolved((key === '[]' ? items : properties?.[key]) ?? {});
  }, schema);
}

describe('every field of the operator is a prop, or there is a rule for it', () => {
  test.each(KINDS)('of %s %s', (apiVersion, kind, rules) => {
    expect(walk(specSchema(apiVersion, kind), [shapeOf(`${kind}Props`)], rules).lost).toEqual([]);
  });

  test.each(KINDS)('and every rule of %s %s is for a field that there is', (_, kind, rules) => {
    const used = KINDS.filter(([, other]) => other === kind).flatMap(([apiVersion]) => [
      ...walk(specSchema(apiVersion, kind), [shapeOf(`${kind}Props`)], rules).used,
    ]);
    const own = Object.keys(rules).filter((path) => !path.startsWith('*.'));
    // What is inside of a field with a rule is looked at below.
    const inner = (path: string): boolean => used.some((outer) => path.startsWith(`${outer}[]`));
    expect(own.filter((path) => !used.includes(path) && !inner(path))).toEqual([]);
  });

  test('of the Alertmanagers that a Prometheus sends to', () => {
    const schema = at(specSchema(V1, 'Prometheus'), 'alerting', 'alertmanagers', '[]');
    const shapes = fieldsOf(fieldsOf([shapeOf('PrometheusProps')]).alerting ?? []).alertmanagers ?? [];
    const items = shapes.flatMap(({ items: item }) => item ?? []);
    expect(walk(schema, items, TARGET, 'alertmanagers[]').lost).toEqual([]);
  });

  test.each(['Prometheus', 'Alertmanager'] as const)('of the web server of %s', (kind) => {
    const shapes = fieldsOf([shapeOf(`${kind}Props`)]).web ?? [];
    const { lost } = walk(at(specSchema(V1, kind), 'web'), shapes, WEB, 'web');
    expect(lost).toEqual(kind === 'Alertmanager' ? ['web.getConcurrency', 'web.timeout'] : []);
  });

  const config = specSchema(V1_ALPHA_1, 'AlertmanagerConfig');
  const contribution = fieldsOf([shapeOf('AlertmanagerConfigProps')]);

  test('of the ways to notify that have rules of their own, and of times', () => {
    const receivers = fieldsOf((contribution.receivers ?? []).flatMap(({ items: item }) => item ?? []));
    const parts: ReadonlyArray<readonly [Schema, readonly Shape[], string]> = [
      [
        at(config, 'receivers', '[]', 'webhookConfigs', '[]'),
        receivers.webhookConfigs ?? [],
        'receivers[].webhookConfigs[]',
      ],
      [at(config, 'muteTimeIntervals', '[]'), contribution.timeIntervals ?? [], 'muteTimeIntervals[]'],
      [at(config, 'inhibitRules', '[]'), contribution.inhibitRules ?? [], 'inhibitRules[]'],
    ];
    for (const [schema, shapes, path] of parts) {
      const items = shapes.flatMap(({ items: item }) => item ?? []);
      expect(walk(schema, items, RESOURCE_RULES.AlertmanagerConfig, path).lost).toEqual([]);
    }
  });

  test('of the client of a receiver', () => {
    const receivers = fieldsOf((contribution.receivers ?? []).flatMap(({ items: item }) => item ?? []));
    const hooks = fieldsOf((receivers.webhookConfigs ?? []).flatMap(({ items: item }) => item ?? []));
    const schema = at(config, 'receivers', '[]', 'webhookConfigs', '[]', 'httpConfig');
    // Two spellings of one field: read together.
    expect(walk(schema, hooks.httpConfig ?? [], RECEIVER_CLIENT, 'httpConfig').lost).toEqual([
      'httpConfig.proxyURL',
    ]);
  });

  test('of the settings that all receivers have in common', () => {
    const global = at(specSchema(V1, 'Alertmanager'), 'alertmanagerConfiguration', 'global');
    const shapes = fieldsOf(fieldsOf([shapeOf('AlertmanagerProps')]).config ?? []).global ?? [];
    expect(walk(global, shapes, ALERTMANAGER_GLOBAL).lost).toEqual([]);
    const groups = ['jira', 'mattermost', 'rocketChat', 'smtp', 'telegram', 'victorops', 'webex', 'wechat'];
    const inner = groups.flatMap((group) =>
      Object.keys(at(global, group).properties ?? {}).map((field) => `${group}.${field}`),
    );
    expect(inner.length).toBeGreaterThan(15);
    expect(inner.filter((path) => ALERTMANAGER_GLOBAL[path] === undefined)).toEqual([]);
  });

  test('of TLS between peers', () => {
    const schema = at(specSchema(V1, 'Alertmanager'), 'clusterTLS');
    const shapes = fieldsOf([shapeOf('AlertmanagerProps')]).clusterTLS ?? [];
    expect(walk(schema, shapes, CLUSTER_TLS).lost).toEqual([]);
  });

  test('of storage', () => {
    const storage = at(specSchema(V1, 'Prometheus'), 'storage');
    expect(Object.keys(storage.properties ?? {}).sort()).toEqual([
      'disableMountSubPath',
      'emptyDir',
      'ephemeral',
      'volumeClaimTemplate',
    ]);
    const claim = at(storage, 'volumeClaimTemplate');
    expect(Object.keys(claim.properties ?? {}).sort()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
      'status',
    ]);
  });
});
