import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import {
  ALERTMANAGER_NEWEST,
  ALERTMANAGER_OLDEST,
  ALERTMANAGER_ROOT,
  alertmanagerCatalogue,
  alertmanagerFeatures,
  alertmanagerFlags,
  CLUSTER_TLS_ROOT,
} from '../../lib/versions/alertmanager';
import type { Fact } from '../../lib/versions/catalogue';
import { checkConfig, checkName } from '../../lib/versions/gate';
import { compareVersions, parseVersion, type Version } from '../../lib/versions/version';
import { type NativeType, readNativeTypes } from './native-fields';

const TYPES = join('lib', 'native', 'alertmanager');

/** Raw configurations of the Prometheus Operator's own tests; kept beside this repository, if at all. */
const CORPUS = join('..', 'shared', 'corpus', 'operator-golden', 'alertmanager-raw');

const newest = parseVersion(ALERTMANAGER_NEWEST)!;
const oldest = parseVersion(ALERTMANAGER_OLDEST)!;

describe('the types and the catalogue of alertmanager', () => {
  const nativeType = readNativeTypes(join(TYPES, 'index.ts'));
  const pairs = new Map([
    ...pair(nativeType('AlertmanagerFile'), ALERTMANAGER_ROOT),
    ...pair(nativeType('ClusterTlsFile'), CLUSTER_TLS_ROOT),
  ]);

  test.each([...pairs])('name the same fields: %s', (_, { type, section }) => {
    const typed = new Set(type.fields().map((field) => field.name));
    expect([...typed].sort()).toEqual(Object.keys(alertmanagerCatalogue[section] ?? {}).sort());
  });

  test.each([...pairs])('nest in the same places: %s', (_, { type, section }) => {
    const facts = Object.entries(alertmanagerCatalogue[section] ?? {});
    const nested = new Set(type.fields().flatMap((field) => (field.type === undefined ? [] : [field.name])));
    const sections = facts.flatMap(([name, fact]) => (fact.section === undefined ? [] : [name]));
    expect([...nested].sort()).toEqual(sections.sort());
  });

  test.each([...pairs])('know the same secrets, addresses aside: %s', (_, { type, section }) => {
    const facts = Object.entries(alertmanagerCatalogue[section] ?? {});
    const typed = new Set(
      type.fields().flatMap(({ secret, name }) => (secret && name !== 'url' ? [name] : [])),
    );
    expect(facts.flatMap(([name, fact]) => (fact.secret === true ? [name] : [])).sort()).toEqual(
      [...typed].sort(),
    );
  });

  test('leave no section over', () => {
    const reached = new Set([...pairs.values()].map(({ section }) => section));
    expect(Object.keys(alertmanagerCatalogue).filter((name) => !reached.has(name))).toEqual([]);
  });
});

describe('every fact of the catalogue of alertmanager', () => {
  const facts: Array<[string, Fact]> = Object.entries({
    ...alertmanagerCatalogue,
    flags: alertmanagerFlags,
    features: alertmanagerFeatures,
  }).flatMap(([section, fields]) =>
    Object.entries(fields).map(([field, fact]): [string, Fact] => [`${section}.${field}`, fact]),
  );

  /** Names of the facts that a rule does not hold for: a list that is empty says more when it fails. */
  function offenders(rule: (fact: Fact) => boolean): string[] {
    return facts.filter(([, fact]) => !rule(fact)).map(([name]) => name);
  }

  test('has releases that are well formed and in order, up to the newest one', () => {
    expect(
      offenders(({ since, deprecated, until }) => {
        const order = [since, deprecated, until].flatMap((text) =>
          text === undefined ? [] : [release(text)],
        );
        return order.every(
          (at, index) =>
            at !== undefined &&
            compareVersions(at, newest) <= 0 &&
            (index === 0 || compareVersions(order[index - 1]!, at) <= 0),
        );
      }),
    ).toEqual([]);
  });

  test('says where upstream says so', () => {
    expect(
      offenders(({ source }) =>
        /^(before 0\.22|CHANGELOG \d+\.\d+\.\d+, #\d+|pull request #\d+|go\.mod \d+\.\d+\.\d+, .+)$/.test(
          source,
        ),
      ),
    ).toEqual([]);
  });

  test('says what to use instead, where it is deprecated', () => {
    expect(offenders((fact) => fact.deprecated === undefined || fact.instead !== undefined)).toEqual([]);
  });
});

describe('the releases of alertmanager', () => {
  test('span two minor releases back', () => {
    expect(newest.minor - oldest.minor).toBe(2);
  });

  test.each([
    ['route.labels', ALERTMANAGER_ROOT, { route: { receiver: 'a', labels: { team: 'db' } } }],
    ['an output of the event recorder', ALERTMANAGER_ROOT, { event_recorder: { stdout_outputs: [{}] } }],
    ['an external id', 'sigv4_config', { external_id: 'tenant-7' }],
  ])('tell %s of 0.34 from one that 0.33 refuses or ignores', (_, root, config) => {
    const before: Version = { major: 0, minor: 33, patch: 1 };
    expect(checkConfig(alertmanagerCatalogue, root, config, newest)).toEqual([]);
    expect(checkConfig(alertmanagerCatalogue, root, config, before)).toMatchObject([{ kind: 'too-new' }]);
  });

  test('warn of auto-gomaxprocs in 0.32 and refuse it from 0.33 on', () => {
    expect(checkName(alertmanagerFeatures, 'auto-gomaxprocs', oldest)?.kind).toBe('deprecated');
    expect(checkName(alertmanagerFeatures, 'auto-gomaxprocs', newest)?.kind).toBe('removed');
  });
});

test('every inline secret has a file twin, but for those that upstream gave none', () => {
  const twinless = interfaces().flatMap((type) => {
    const names = new Set(type.members.map(nameOf));
    return type.members
      .filter((member) => ts.isPropertySignature(member) && member.type?.getText().includes('PlainSecret'))
      .map(nameOf)
      .filter((name) => !names.has(`${name}_file`))
      .map((name) => `${type.name.text}.${name}`);
  });
  expect(twinless.sort()).toEqual([
    'EventWebhookOutput.url',
    'HttpHeader.secrets', // its twin is `files`
    'ProxyConfig.proxy_connect_header',
    'Sigv4Config.secret_key',
  ]);
});

(existsSync(CORPUS) ? test : test.skip)('every field of raw configurations in the operator is known', () => {
  const goldens = readdirSync(CORPUS)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(CORPUS, file), 'utf8')) as Golden)
    .filter(({ error }) => error === null);
  const findings = goldens.flatMap(({ name, input, expected }) =>
    [input.raw, expected]
      .map((text): unknown => (text === null ? null : parse(text)))
      .filter((config): config is object => typeof config === 'object' && config !== null)
      .flatMap((config) => checkConfig(alertmanagerCatalogue, ALERTMANAGER_ROOT, config, newest))
      .filter(({ kind }) => kind !== 'deprecated' && kind !== 'secret')
      .map(({ path, kind }) => `${name}: ${path.join('.')} is ${kind}`),
  );
  expect(goldens.length).toBeGreaterThan(0);
  expect(findings).toEqual([]);
});

interface Golden {
  readonly name: string;
  readonly input: { readonly raw: string };
  readonly expected: string | null;
  readonly error: string | null;
}

interface Pair {
  readonly type: NativeType;
  readonly section: string;
}

/** Walks a type and a section side by side: every type with the section that stands where it stands. */
function* pair(
  type: NativeType,
  section: string,
  seen = new Set<string>(),
): Generator<readonly [string, Pair]> {
  const title = `${type.name} is ${section}`;
  if (seen.has(title)) return;
  seen.add(title);
  yield [title, { type, section }];
  for (const field of type.fields()) {
    const next = alertmanagerCatalogue[section]?.[field.name]?.section;
    if (field.type !== undefined && next !== undefined) yield* pair(field.type, next, seen);
  }
}

/** `undefined` where the text is not `major.minor`. */
function release(text: string): Version | undefined {
  return /^\d+\.\d+$/.test(text) ? parseVersion(`${text}.0`) : undefined;
}

/** Interfaces as they are written: the checker would tell `PlainSecret` from `string` no more. */
function interfaces(): ts.InterfaceDeclaration[] {
  return readdirSync(TYPES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(TYPES, file))
    .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true))
    .flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration));
}

function nameOf(member: ts.TypeElement): string {
  return member.name?.getText() ?? '';
}
