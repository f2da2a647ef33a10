import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseAlertmanagerFile, RoutingTree } from '../../../lib/alertmanager';
import type { Manifest } from '../../../lib/kubernetes';
import {
  importObjects,
  OperatorResources,
  readFiles,
  readOperatorFiles,
  renderProgram,
  type ImportOptions,
} from '../../../lib/operator';
import { formatProblem } from '../../../lib/problems';
import { Synthesis } from '../../../lib/synthesis';
import { describeUnless, missingPrograms, requireProgram } from '../../support/programs';
import { runHere } from '../typescript/run-program';
import { complaints, importTexts, KUBE_PROMETHEUS, manifestsOf, missingCorpus } from './corpus';

const GROUP = 'monitoring.coreos.com';
const SECRET_VALUE = 'hunter2hunter2';

function alertmanager(spec: object = {}): object {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'Alertmanager',
    metadata: { name: 'main', namespace: 'monitoring' },
    spec: {
      replicas: 3,
      storage: { emptyDir: {} },
      alertmanagerConfigSelector: {},
      alertmanagerConfigNamespaceSelector: {},
      ...spec,
    },
  };
}

function team(namespace: string, spec: object = {}): object {
  return {
    apiVersion: `${GROUP}/v1alpha1`,
    kind: 'AlertmanagerConfig',
    metadata: { name: 'alerts', namespace },
    spec: {
      route: {
        receiver: 'chat',
        groupBy: ['alertname'],
        routes: [{ receiver: 'pager', matchers: [{ name: 'severity', value: 'critical', matchType: '=' }] }],
      },
      receivers: [
        {
          name: 'chat',
          slackConfigs: [{ apiURL: { name: `${namespace}-slack`, key: 'url' }, channel: '#x' }],
        },
        { name: 'pager', webhookConfigs: [{ urlSecret: { name: `${namespace}-pager`, key: 'url' } }] },
      ],
      inhibitRules: [
        {
          sourceMatch: [{ name: 'severity', value: 'critical' }],
          targetMatch: [{ name: 'severity', value: 'warning' }],
          equal: ['alertname'],
        },
      ],
      ...spec,
    },
  };
}

function base(text: string | undefined, others: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'alertmanager-main', namespace: 'monitoring' },
    stringData: { ...(text === undefined ? {} : { 'alertmanager.yaml': text }), ...others },
  };
}

const PLAIN = `# ours
route: { receiver: Default }
receivers: [{ name: Default, webhook_configs: [{ url: 'http://hook.ops.svc/' }] }]
`;

const COPIED: ImportOptions = { secretsNamespace: 'monitoring' };

/** `alertmanager.yml` among manifests, if it is there. */
function configOf(manifests: readonly Manifest[]): string | undefined {
  return manifests
    .filter(({ kind }) => kind === 'ConfigMap')
    .map(({ data }) => ((data ?? {}) as Readonly<Record<string, string>>)['alertmanager.yml'])
    .find((text) => text !== undefined);
}

const textOf = (yaml: string): string => configOf(manifestsOf(yaml)) ?? '';

function podOf(yaml: string): string {
  return JSON.stringify(manifestsOf(yaml).find(({ kind }) => kind === 'StatefulSet'));
}

describe('AlertmanagerConfigs are added to what the Secret has', () => {
  test('and a program writes the same bytes', () => {
    const imported = importTexts([alertmanager(), base(PLAIN), team('shop'), team('bank')], COPIED);
    expect(complaints(imported)).toEqual([]);
    const tree = new RoutingTree(parseAlertmanagerFile(textOf(imported.yaml)));
    expect(tree.match({ namespace: 'shop', severity: 'critical' }).receivers).toEqual(['shop/alerts/pager']);
    expect(imported.outcomes.find(({ kind }) => kind === 'Secret')?.reason).toMatch(/into a ConfigMap/);
    expect(runHere(renderProgram(imported))).toEqual(
      new Map([[`${imported.chart}.k8s.yaml`, imported.yaml]]),
    );
  });

  test('nothing is added to one that no AlertmanagerConfig is for: it stays in its Secret', () => {
    const imported = importTexts([
      alertmanager({ alertmanagerConfigSelector: { matchLabels: { a: 'b' } } }),
      base(PLAIN),
      team('shop'),
    ]);
    expect(complaints(imported)).toEqual([]);
    expect(textOf(imported.yaml)).toBe('');
    expect(podOf(imported.yaml)).toContain('"secretName":"alertmanager-main"');
    expect(imported.outcomes.find(({ kind }) => kind === 'AlertmanagerConfig')?.reason).toBe(
      'is selected by nobody',
    );
  });

  test('strategies of matchers are kept', () => {
    const imported = importTexts(
      [alertmanager({ alertmanagerConfigMatcherStrategy: { type: 'None' } }), base(PLAIN), team('shop')],
      COPIED,
    );
    expect(complaints(imported)).toEqual([]);
    expect(textOf(imported.yaml)).not.toContain('namespace=');
  });

  test('a secret in it is an error that names the field and the way out, and shows no value', () => {
    const text = `global: { smtp_auth_password: ${SECRET_VALUE} }
route: { receiver: Default }
receivers: [{ name: Default, slack_configs: [{ api_url: 'https://hooks.slack.com/${SECRET_VALUE}', channel: a }] }]
`;
    const imported = importTexts([alertmanager(), base(text), team('shop')], COPIED);
    const errors = imported.problems.filter(({ severity }) => severity === 'error').map(formatProblem);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(
      /input\.yaml:\d+: Secret monitoring\/alertmanager-main: global\.smtp_auth_password is a secret/,
    );
    expect(errors[0]).toContain('`smtp_auth_password_file: /etc/alertmanager/secrets/<Secret>/<key>`');
    expect(errors[1]).toContain('receivers[0].slack_configs[0].api_url');
    expect(
      JSON.stringify([imported.yaml, imported.problems, imported.converted.map(({ props }) => props)]),
    ).not.toContain(SECRET_VALUE);
    expect(imported.outcomes.map(({ reason }) => reason)).not.toContain('is selected by nobody');
  });

  test.each([
    ['a configuration that stays in its Secret', [alertmanager()]],
    ['one that resources are added to', [alertmanager(), team('shop')]],
  ])('what the operator puts in for each pod is an error in %s', (_, objects) => {
    const imported = importTexts([...objects, base(PLAIN.replaceAll('Default', '$(POD_NAME)'))], COPIED);
    expect(imported.problems.map(formatProblem).join('\n')).toContain(
      '"$(POD_NAME)" is replaced in each pod',
    );
  });

  test('one that is encoded is read as well', () => {
    const secret = {
      ...base(undefined),
      stringData: undefined,
      data: { 'alertmanager.yaml': Buffer.from(PLAIN).toString('base64') },
    };
    const imported = importTexts([alertmanager(), secret, team('shop')], COPIED);
    expect(complaints(imported)).toEqual([]);
    expect(textOf(imported.yaml)).toContain('name: Default');
  });

  test('other keys of the Secret are mounted where the configuration says so', () => {
    const imported = importTexts(
      [
        alertmanager({ secrets: ['more'] }),
        base(`${PLAIN}templates: [/etc/alertmanager/config/*.tmpl]\n`, {
          'chat.tmpl': '{{ define "a" }}{{ end }}',
        }),
        team('shop'),
      ],
      COPIED,
    );
    expect(complaints(imported)).toEqual([]);
    expect(complaints(imported, 'warning').join('\n')).toContain('spec.configSecret no-controller');
    const { templates } = parseAlertmanagerFile(textOf(imported.yaml));
    expect(templates).toEqual(['/etc/alertmanager/secrets/alertmanager-main/*.tmpl']);
    for (const secret of ['more', 'alertmanager-main']) {
      expect(podOf(imported.yaml)).toContain(`"mountPath":"/etc/alertmanager/secrets/${secret}"`);
    }
  });

  test('where the Secret is not known, and is not given, nothing can be added', () => {
    const imported = importTexts([alertmanager({ configSecret: 'mine' }), team('shop')], COPIED);
    expect(complaints(imported)).toEqual([expect.stringMatching(/spec\.configSecret not-found$/)]);
    expect(imported.problems.map(formatProblem).join('\n')).toContain('--base-config monitoring/main=<file>');
  });

  test('where there is none nobody is notified, as with the operator', () => {
    for (const [objects, baseConfigs] of [
      [[base(undefined, { other: 'x' })], {}],
      [[], { 'monitoring/main': '' }],
    ] as const) {
      const imported = importTexts([alertmanager(), team('shop'), ...objects], { ...COPIED, baseConfigs });
      expect(complaints(imported)).toEqual([]);
      expect(parse(textOf(imported.yaml))).toMatchObject({
        route: { receiver: 'null', routes: [{ receiver: 'shop/alerts/chat' }] },
        receivers: [{ name: 'null' }, { name: 'shop/alerts/chat' }, { name: 'shop/alerts/pager' }],
      });
    }
  });

  test('a base of the user goes before that of the Secret; one for nobody is an error', () => {
    const secret = base(PLAIN.replaceAll('Default', 'Old'));
    const given = { ...COPIED, baseConfigs: { 'monitoring/main': PLAIN } };
    expect(textOf(importTexts([alertmanager(), secret, team('shop')], given).yaml)).toContain(
      'name: Default',
    );
    const wrong = importTexts([alertmanager(), secret, team('shop')], {
      ...COPIED,
      baseConfigs: { 'monitoring/mian': PLAIN },
    });
    expect(complaints(wrong)).toEqual(['base of monitoring/mian  not-found']);
  });

  test('what is wrong in it is said of the Secret, and of a Secret that stays as well', () => {
    const broken = base('route: { receiver: Nobody }\nreceivers: [{ name: Default }]\n');
    const [error] = importTexts([alertmanager(), broken, team('shop')], COPIED).problems.map(formatProblem);
    expect(error).toMatch(/Secret monitoring\/alertmanager-main: route\.receiver "Nobody" is not a receiver/);
    expect(complaints(importTexts([alertmanager(), base('just a text')]))).toEqual([
      expect.stringMatching(/invalid-yaml$/),
    ]);
  });

  test('Secrets of teams must be where the pods are', () => {
    const imported = importTexts([alertmanager(), base(PLAIN), team('shop')]);
    const errors = imported.problems.filter(({ code }) => code === 'foreign-reference').map(formatProblem);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(
      /input\.yaml:\d+: AlertmanagerConfig shop\/alerts for Alertmanager monitoring\/main: spec\.receivers\[0\]\.slackConfigs\[0\]\.apiURL/,
    );
    expect(errors[0]).toContain('--secrets-namespace');
  });
});

describe('an AlertmanagerConfig that is the whole tree', () => {
  const whole = {
    name: 'alerts',
    global: {
      resolveTimeout: '10m',
      smtp: { from: 'a@example.org', smartHost: { host: 'smtp.example.org', port: '25' } },
      slackApiUrl: { name: 'slack', key: 'url' },
    },
    templates: [{ configMap: { name: 'templates', key: 'chat.tmpl' } }],
  };

  test('has no namespace in its matchers, its global settings, and what is selected before its routes', () => {
    const imported = importTexts([
      alertmanager({ alertmanagerConfiguration: whole }),
      team('monitoring'),
      team('shop', { receivers: [{ name: 'chat' }, { name: 'pager' }] }),
    ]);
    expect(complaints(imported)).toEqual([]);
    expect(parse(textOf(imported.yaml))).toMatchObject({
      global: {
        resolve_timeout: '10m',
        smtp_smarthost: 'smtp.example.org:25',
        slack_api_url_file: '/etc/alertmanager/secrets/slack/url',
      },
      templates: ['/etc/alertmanager/configmaps/templates/chat.tmpl'],
      route: {
        receiver: 'monitoring/alerts/chat',
        // It is not added to itself, though the selector takes it.
        routes: [
          { receiver: 'shop/alerts/chat', matchers: ['namespace="shop"'], continue: true },
          { receiver: 'monitoring/alerts/pager' },
        ],
      },
    });
    expect(runHere(renderProgram(imported))).toEqual(
      new Map([[`${imported.chart}.k8s.yaml`, imported.yaml]]),
    );
  });

  test('must be among the files', () => {
    expect(
      complaints(importTexts([alertmanager({ alertmanagerConfiguration: { name: 'gone' } })])),
    ).toContainEqual(expect.stringMatching(/spec\.alertmanagerConfiguration\.name not-found$/));
  });
});

test('OperatorResources do the same in an app', () => {
  const chart = new Chart(Testing.app(), 'monitoring', { namespace: 'monitoring' });
  Synthesis.of(chart).configure({ onWarning: () => undefined });
  const objects = [alertmanager(), base(PLAIN), team('monitoring')];
  new OperatorResources(
    chart,
    'all',
    objects.map((object, index) => ({ path: `${index}.yaml`, content: JSON.stringify(object) })),
    { kinds: ['Alertmanager', 'AlertmanagerConfig'] },
  );
  expect(configOf(Testing.synth(chart) as Manifest[])).toBe(textOf(importTexts(objects).yaml));
});

describeUnless(
  missingCorpus ?? missingPrograms(['amtool']),
  'the Alertmanager of kube-prometheus with the AlertmanagerConfigs of two teams',
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    const NAMESPACES = ['shop', 'bank', 'monitoring', 'other'];
    const ALERTS = ['Watchdog', 'InfoInhibitor', 'CheckoutDown'];
    const SEVERITIES = ['critical', 'warning', 'info', 'none'];

    function amtool(...args: readonly string[]): string {
      return execFileSync(requireProgram('amtool'), [...args], { encoding: 'utf8' });
    }

    function written(name: string, text: string): string {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    }

    function receivers(file: string, labels: Readonly<Record<string, string>>): string {
      return amtool(
        'config',
        'routes',
        'test',
        `--config.file=${file}`,
        ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
      ).trim();
    }

    /** The same file as the operator puts it together: what its merged golden cases have, done to this base. */
    function asOperator(text: string): string {
      const file = parse(text) as { route: { routes: object[] }; receivers: object[] };
      const routes = ['bank', 'shop'].map((namespace) => ({
        receiver: `${namespace}/alerts/chat`,
        matchers: [`namespace="${namespace}"`],
        continue: true,
        routes: [{ receiver: `${namespace}/alerts/pager`, match: { severity: 'critical' } }],
      }));
      const added = ['bank', 'shop'].flatMap((namespace) => [
        { name: `${namespace}/alerts/chat` },
        { name: `${namespace}/alerts/pager` },
      ]);
      return JSON.stringify({
        ...file,
        route: { ...file.route, routes: [...routes, ...file.route.routes] },
        receivers: [...file.receivers, ...added],
      });
    }

    test('amtool accepts the outcome, and alerts go where the operator would send them', () => {
      const files = readFiles([KUBE_PROMETHEUS]).map(({ path, content }) =>
        path.endsWith('alertmanager-alertmanager.yaml')
          ? {
              path,
              content: content
                .toString()
                .replace(
                  'alertmanagerConfigSelector: {}',
                  'alertmanagerConfigSelector: {}\n  alertmanagerConfigNamespaceSelector: {}',
                ),
            }
          : { path, content },
      );
      const teams = {
        path: 'teams.yaml',
        content: [team('shop'), team('bank')].map((each) => JSON.stringify(each)).join('\n---\n'),
      };
      const imported = importObjects(readOperatorFiles([...files, teams]), COPIED);
      expect(complaints(imported)).toEqual([]);
      const ours = written('ours.yml', textOf(imported.yaml));
      expect(amtool('check-config', ours)).toContain('SUCCESS');
      const { stringData } = parse(
        readFileSync(join(KUBE_PROMETHEUS, 'alertmanager-secret.yaml'), 'utf8'),
      ) as { stringData: Record<string, string> };
      const theirs = written('theirs.yml', asOperator(stringData['alertmanager.yaml'] ?? ''));
      const seen = new Set<string>();
      fc.assert(
        fc.property(
          fc.record({
            namespace: fc.constantFrom(...NAMESPACES),
            alertname: fc.constantFrom(...ALERTS),
            severity: fc.constantFrom(...SEVERITIES),
          }),
          (labels) => {
            const found = receivers(ours, labels);
            expect(found).toBe(receivers(theirs, labels));
            seen.add(found);
          },
        ),
        { numRuns: 60, seed: 1 },
      );
      expect(seen.size).toBeGreaterThan(6);
      expect(receivers(ours, { namespace: 'shop', severity: 'critical' })).toBe('shop/alerts/pager,Critical');
    }, 60_000);
  },
);
