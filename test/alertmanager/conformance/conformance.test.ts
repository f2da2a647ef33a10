import { checkTimePeriod } from '../../../lib/alertmanager/check-time-interval';
import type { AlertmanagerConfiguration, AlertmanagerProps } from '../../../lib/alertmanager';
import type { TimeIntervalSpec } from '../../../lib/native/alertmanager';
import { convertClient } from '../../../lib/operator/convert/alertmanager-config';
import { Where, type Problem } from '../../../lib/problems';
import { secretKey } from '../../../lib/references';
import { checkUrl } from '../../../lib/values';
import { inProps } from '../../../lib/versions';
import { describeUnless } from '../../support/programs';
import { canonical } from './canonical';
import { casesOf, missingCorpus, type Case, type Contents, type Resource } from './corpus';
import { globalProps } from './global-props';
import { ours, type Made } from './operator';
import { REASONS } from './reasons';

/** How many cases of a theme are the same, and how many are not for which reason. */
type Counts = Record<string, number>;

/** Judges all cases of themes; what no reason covers fails, and is shown. */
function judge<Input>(
  themes: readonly string[],
  same: (one: Case<Input>) => { made: Made; isSame: boolean },
): Counts {
  const counts: Counts = {};
  for (const one of themes.flatMap((theme) => casesOf<Input>(theme))) {
    const { made, isSame } = same(one);
    const given = { version: one.version ?? '0.33.1', error: one.error, made };
    const reason = isSame ? 'same' : Object.keys(REASONS).find((name) => REASONS[name]?.holds(given));
    if (reason === undefined) {
      throw new Error(
        `${one.name}: ${JSON.stringify({ theirs: one.error ?? one.expected, ours: made }, undefined, 2)}`,
      );
    }
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}

/** Whether a file says the same, or is refused on both sides. */
function isSameFile(
  { expected, error }: Case<unknown>,
  made: Made,
  namespace: string,
  secrets: Contents,
): boolean {
  if (error !== null || 'errors' in made) {
    return (error !== null) === 'errors' in made;
  }
  return sameValue(
    canonical(expected as string, namespace, secrets),
    canonical(made.text, namespace, secrets),
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}

interface Merge {
  readonly alertmanagerConfigs: readonly Resource[] | null;
  readonly baseConfig: string;
  readonly matcherStrategy: NonNullable<AlertmanagerProps['alertmanagerConfigMatcherStrategy']>;
  readonly alertmanagerNamespace?: string;
  readonly secrets: Contents;
}

interface Global {
  readonly alertmanagerConfig: Resource;
  readonly globalConfig?: Readonly<Record<string, unknown>> | null;
  readonly secrets: Contents;
}

/** An Alertmanager that has what resources may leave to it. */
const BASE: AlertmanagerConfiguration = {
  global: {
    smtpFrom: 'alerts@example.org',
    smtpSmarthost: 'smtp.example.org:587',
    slackApiUrl: secretKey('global', 'slack'),
    opsgenieApiKey: secretKey('global', 'opsgenie'),
    victoropsApiKey: secretKey('global', 'victorops'),
    wechatApiSecret: secretKey('global', 'wechat'),
    wechatApiCorpId: 'corp',
  },
  route: { receiver: 'base' },
  receivers: [{ name: 'base', webhookConfigs: [{ url: 'http://base.svc/' }] }],
};

describeUnless(missingCorpus(), 'against the cases of the operator', () => {
  test('AlertmanagerConfigs on top of a native file', () => {
    const counts = judge<Merge>(['alertmanager-merge', 'alertmanager-merge-versions'], (one) => {
      const { alertmanagerConfigs, baseConfig, matcherStrategy, alertmanagerNamespace, secrets } = one.input;
      const resources = alertmanagerConfigs ?? [];
      // Where their Secrets are: a pod can mount no others.
      const namespace = alertmanagerNamespace ?? resources[0]?.metadata.namespace ?? 'monitoring';
      const made = ours(namespace, resources, (constructs) => ({
        config: { alertmanagerYaml: baseConfig },
        alertmanagerConfigs: constructs,
        alertmanagerConfigMatcherStrategy: matcherStrategy,
      }));
      return { made, isSame: isSameFile(one, made, namespace, secrets) };
    });
    expect(counts).toMatchInlineSnapshot(`
     {
       "older release": 12,
       "read from no file": 3,
       "same": 39,
       "secret in clear": 3,
     }
    `);
  });

  test('an AlertmanagerConfig as the whole tree', () => {
    const counts = judge<Global>(['alertmanager-global', 'alertmanager-global-versions'], (one) => {
      const { alertmanagerConfig, globalConfig, secrets } = one.input;
      const { namespace = '' } = alertmanagerConfig.metadata;
      const made = ours(namespace, [alertmanagerConfig], ([construct]) =>
        construct
          ? { config: { alertmanagerConfig: construct, global: globalProps(globalConfig ?? {}) } }
          : {},
      );
      return { made, isSame: isSameFile(one, made, namespace, secrets) };
    });
    expect(counts).toMatchInlineSnapshot(`
     {
       "content of a Secret": 6,
       "no scheme": 1,
       "older release": 35,
       "read from no file": 8,
       "same": 27,
     }
    `);
  });

  test('native files', () => {
    const counts = judge<{ readonly raw: string }>(['alertmanager-raw'], (one) => {
      const made = ours('monitoring', [], () => ({ config: { alertmanagerYaml: one.input.raw } }));
      return { made, isSame: isSameFile(one, made, 'monitoring', {}) };
    });
    expect(counts).toMatchInlineSnapshot(`
     {
       "same": 25,
       "secret in clear": 15,
     }
    `);
  });

  test('whether an AlertmanagerConfig is accepted', () => {
    const themes = ['verdict-alertmanagerconfig', 'verdict-alertmanagerconfig-semantic'];
    const counts = judge<{ readonly resource: Resource }>(themes, (one) => {
      const { metadata, spec } = one.input.resource;
      const namespace = metadata.namespace ?? 'team';
      const named = {
        metadata: { namespace, name: isName(metadata.name) ? metadata.name : 'nameless' },
        spec,
      };
      const made = ours(namespace, [named], (constructs) => ({
        config: BASE,
        alertmanagerConfigs: constructs,
      }));
      const { accepted } = one.expected as { readonly accepted: boolean };
      return { made, isSame: accepted === 'text' in made };
    });
    expect(counts).toMatchInlineSnapshot(`
     {
       "content of a Secret": 6,
       "older release": 2,
       "read from no file": 1,
       "same": 69,
     }
    `);
  });

  test('addresses', () => {
    const counts = judge<{ readonly check: string; readonly url: string }>(['verdict-url'], (one) => {
      const { check, url } = one.input;
      const errors = findings((where) => {
        // One in a Secret may have a password; what is in it we do not see, and so not the password either.
        checkUrl(where, check === 'secretUrl' ? url.replace('u:p@', '') : url);
      });
      const { accepted } = one.expected as { readonly accepted: boolean };
      return { made: { errors }, isSame: accepted === (errors.length === 0) };
    });
    expect(counts).toEqual({ same: 7 });
  });

  test('times', () => {
    const counts = judge<{ readonly type: string; readonly value: unknown }>(['time-ranges'], (one) => {
      const { type, value } = one.input;
      const errors = findings((where) => {
        checkTimePeriod(where, periodOf(type, value), inProps);
      });
      return { made: { errors }, isSame: (one.error === null) === (errors.length === 0) };
    });
    expect(counts).toEqual({ same: 42 });
  });

  test('clients of HTTP', () => {
    const counts = judge<{ readonly httpConfig: Readonly<Record<string, unknown>> }>(
      ['alertmanager-httpconfig'],
      (one) => {
        const { enableHttp2, ...client } = convertClient(one.input.httpConfig);
        // That case is about a release that does not know the field.
        expect([undefined, false]).toContain(enableHttp2);
        const theirs = canonical(one.expected as string, '', {}) as { readonly proxy_url?: string };
        return { made: { text: '' }, isSame: client.proxyUrl === theirs.proxy_url };
      },
    );
    expect(counts).toEqual({ same: 6 });
  });
});

function isName(name: string | undefined): name is string {
  return name !== undefined && /^[a-z0-9.-]+$/.test(name);
}

function findings(check: (where: Where) => void): string[] {
  const problems: Problem[] = [];
  check(new Where(problems, 'case'));
  return problems.map(({ complaint }) => complaint);
}

function periodOf(type: string, value: unknown): TimeIntervalSpec {
  const kind = type.split('.')[1];
  if (kind === 'TimeRange') {
    const { startTime, endTime } = value as { readonly startTime: string; readonly endTime: string };
    return { times: [{ start_time: startTime, end_time: endTime }] };
  }
  const field = {
    MonthRange: 'months',
    WeekdayRange: 'weekdays',
    YearRange: 'years',
    DayOfMonthRange: 'days_of_month',
  }[kind ?? ''];
  return { [field ?? '']: [value as string] };
}
