import type { Catalogue } from '../../lib/versions/catalogue';
import {
  PROMETHEUS_ROOT,
  prometheusCatalogue,
  RULE_FILE_ROOT,
  SCRAPE_CONFIG_FILE_ROOT,
  WEB_CONFIG_ROOT,
} from '../../lib/versions/prometheus';
import { type NativeType, readNativeTypes } from './native-fields';

const nativeType = readNativeTypes('lib/native/prometheus/index.ts');

const roots = [
  [nativeType('PrometheusConfig'), PROMETHEUS_ROOT],
  [nativeType('ScrapeConfigFile'), SCRAPE_CONFIG_FILE_ROOT],
  [nativeType('RuleFile'), RULE_FILE_ROOT],
  [nativeType('WebConfig'), WEB_CONFIG_ROOT],
] as const;

describe('the types and the catalogue of prometheus name the same fields', () => {
  const pairs = new Map(roots.flatMap(([type, section]) => [...pair(prometheusCatalogue, type, section)]));

  test.each([...pairs])('%s', (_, { type, section }) => {
    const facts = prometheusCatalogue[section] ?? {};
    const typed = new Set(type.fields().map((field) => field.name));
    const catalogued = Object.keys(facts).filter((field) => facts[field]?.until === undefined);
    expect([...typed].sort()).toEqual(catalogued.sort());
  });

  test.each([...pairs])('%s: what has fields in one has fields in the other', (_, { type, section }) => {
    const facts = prometheusCatalogue[section] ?? {};
    const nested = new Set(type.fields().flatMap((field) => (field.type === undefined ? [] : [field.name])));
    const sections = Object.keys(facts).filter((field) => facts[field]?.section !== undefined);
    expect([...nested].sort()).toEqual(sections.sort());
  });

  test.each([...pairs])('%s: what is a secret in one is a secret in the other', (_, { type, section }) => {
    const facts = prometheusCatalogue[section] ?? {};
    const typed = new Set(type.fields().flatMap((field) => (field.secret ? [field.name] : [])));
    const marked = Object.keys(facts).filter(
      (field) => facts[field]?.secret === true && facts[field].until === undefined,
    );
    expect(marked.sort()).toEqual([...typed].sort());
  });

  test('and no section is left over', () => {
    const reached = new Set([...pairs.values()].map(({ section }) => section));
    expect(Object.keys(prometheusCatalogue).filter((name) => !reached.has(name))).toEqual([]);
  });
});

interface Pair {
  readonly type: NativeType;
  readonly section: string;
}

/** Walks a type and a section side by side: every type with the section that stands where it stands. */
function* pair(
  catalogue: Catalogue,
  type: NativeType,
  section: string,
  seen = new Set<string>(),
): Generator<readonly [string, Pair]> {
  const title = `${type.name} is ${section}`;
  if (seen.has(title)) return;
  seen.add(title);
  yield [title, { type, section }];
  for (const field of type.fields()) {
    const next = catalogue[section]?.[field.name]?.section;
    if (field.type !== undefined && next !== undefined) yield* pair(catalogue, field.type, next, seen);
  }
}
