import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { OperatorKind } from '../../../lib/operator';
import { specSchema, validate, type Schema, type SchemaFinding } from '../../../lib/operator/schema';
import { describeUnless } from '../../support/programs';
import { goldenObjects, type GoldenObject } from './golden';
import { oracle } from './oracle';

const said = (value: unknown, schema: Schema): string[] =>
  validate(value, schema).map(({ path, complaint }) => `${path.join('.')}: ${complaint}`);

describe('values', () => {
  test.each<[string, Schema, unknown, string[]]>([
    ['text', { type: 'string' }, 1, [': is not text']],
    ['null', { type: 'string' }, null, [': is not text']],
    ['a list', { type: 'array' }, {}, [': is not a list']],
    ['an object', { type: 'object' }, [], [': is not an object']],
    ['a whole number', { type: 'integer' }, 1.5, [': is not a whole number']],
    ['a number', { type: 'number' }, Infinity, [': is not a number']],
    ['an integer of 32 bits', { type: 'integer', format: 'int32' }, 2 ** 31, [': is more than 2147483647']],
    [
      'a large integer',
      { type: 'integer', format: 'int64' },
      2 ** 60,
      [`: is more than ${Number.MAX_SAFE_INTEGER}`],
    ],
    ['a port', { intOrString: true }, true, [': is neither a whole number nor text']],
    ['a limit', { type: 'integer', minimum: 1, maximum: 3 }, 0, [': is less than 1']],
    ['an enumeration', { type: 'string', enum: ['', 'a'] }, 'b', [': is not one of: "", a']],
    ['a length in characters', { type: 'string', maxLength: 2 }, '😀😀😀', [': is longer than 2 characters']],
    ['few characters', { type: 'string', maxLength: 2 }, '😀😀', []],
    ['an empty text', { type: 'string', minLength: 1, pattern: '^a' }, '', [': is empty']],
    ['a pattern of Go', { type: 'string', pattern: '^(?i)(abort|warn)?$' }, 'Warn', []],
    ['another pattern', { type: 'string', pattern: '^a+$' }, 'b', [': does not match ^a+$']],
    ['an empty list', { type: 'array', minItems: 1 }, [], [': has no items, and at least 1 is needed']],
    ['a long list', { type: 'array', maxItems: 1 }, [1, 2], [': has 2 items, and at most 1 are allowed']],
    [
      'a set',
      { type: 'array', set: true },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['1: is the same as item 0'],
    ],
    [
      'a list with keys, of which defaults count',
      {
        type: 'array',
        keys: ['port', 'protocol'],
        items: { properties: { protocol: { default: 'TCP' } }, additionalProperties: {} },
      },
      [{ port: 1 }, { port: 1, protocol: 'TCP' }, { port: 1, protocol: 'UDP' }],
      ['1: has the same port and protocol as item 0'],
    ],
    [
      'what is missing',
      { type: 'object', required: ['a', 'b'], properties: { b: { default: 1 } } },
      {},
      ['a: is missing'],
    ],
    [
      'null for a default',
      { type: 'object', properties: { b: { type: 'integer', default: 1 } } },
      { b: null },
      [],
    ],
    ['what is open', { type: 'object', open: true }, { a: 1 }, []],
    [
      'names of Object',
      { type: 'object', properties: {} },
      JSON.parse('{"constructor": 1}'),
      ['constructor: is not a known field: the API server drops it without a word'],
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(said(value, schema)).toEqual(expected);
  });

  test('routes are routes, however deep they are', () => {
    const route = { receiver: 'a', routes: [{ receiver: 'b', routes: [{ reciever: 'c' }] }] };
    const schema = specSchema('monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig');
    expect(validate({ route }, schema)).toEqual([
      expect.objectContaining({
        path: ['route', 'routes', 0, 'routes', 0, 'reciever'],
        code: 'unknown-field',
        remedy: 'Did you mean "receiver"?',
      }),
    ]);
  });
});

const CORPUS = join('..', 'shared', 'corpus');

/** What the other validator does not know of: rules, keys of lists, routes below the first one. */
function isOurs({ code, path, complaint }: SchemaFinding): boolean {
  const keys = code === 'repeated' && complaint.startsWith('has the same');
  return code === 'rule' || keys || path.slice(0, -1).includes('routes');
}

/** Their schemas have nothing that those of Prometheus have not, and take the other validator seconds each. */
const LEFT_OUT = ['v1alpha1/PrometheusAgent', 'v1/ThanosRuler'];

describeUnless(existsSync(CORPUS) ? undefined : 'no ../shared', 'objects of the operator’s own tests', () => {
  let objects: GoldenObject[];
  let oracles: ReturnType<typeof readOracles>;

  beforeAll(() => {
    objects = goldenObjects(join(CORPUS, 'operator-golden')).filter(({ kind }) => !LEFT_OUT.includes(kind));
    oracles = readOracles();
  });

  test('are judged as another validator judges them by the CRDs', () => {
    const verdicts = objects.map(({ file, kind, spec }) => ({ file, kind, ...judge(kind, spec) }));
    expect(verdicts.filter(({ ours, theirs }) => ours !== theirs)).toEqual([]);
    expect(verdicts.filter(({ ours }) => ours).length).toBeGreaterThan(700);
    expect(verdicts.filter(({ ours }) => !ours).length).toBeGreaterThan(10);
  });

  test('are judged in the same way where something in them is changed', () => {
    const change = fc.record({
      object: fc.constantFrom(...objects),
      at: fc.nat(),
      value: fc.constantFrom<unknown>(
        ...[null, true, '', 'a', '30s', 0, -1, 1.5, {}, [], ['a', 'a'], { a: 'b' }, undefined],
      ),
      field: fc.constantFrom(undefined, 'a', 'name', 'interval', 'port'),
    });
    fc.assert(
      fc.property(change, ({ object, at, value, field }) => {
        const spec = changed(object.spec, at, value, field);
        const { ours, theirs, findings } = judge(object.kind, spec);
        expect({ spec, findings, accepted: ours }).toEqual({ spec, findings, accepted: theirs });
      }),
      { numRuns: 1000 },
    );
  });

  function judge(kind: string, spec: unknown): { ours: boolean; theirs: boolean; findings: SchemaFinding[] } {
    const [version = '', name = ''] = kind.split('/');
    const all = validate(spec, specSchema(`monitoring.coreos.com/${version}`, name as OperatorKind));
    const findings = all.filter((finding) => !isOurs(finding));
    return { ours: findings.length === 0, theirs: oracles.get(kind)!()(spec), findings };
  }
});

/** By `v1/ServiceMonitor`; each is compiled where it is needed first. */
function readOracles(): Map<string, () => ValidateFunction> {
  const folder = join(CORPUS, 'operator-crds');
  return new Map(
    readdirSync(folder).flatMap((file) => {
      const { spec } = parse(readFileSync(join(folder, file), 'utf8')) as Crd;
      return spec.versions.map(({ name, schema }): [string, () => ValidateFunction] => {
        let compiled: ValidateFunction | undefined;
        const specOf = schema.openAPIV3Schema.properties.spec;
        return [`${name}/${spec.names.kind}`, () => (compiled ??= oracle(specOf))];
      });
    }),
  );
}

interface Crd {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: ReadonlyArray<{
      readonly name: string;
      readonly schema: {
        readonly openAPIV3Schema: { readonly properties: { readonly spec: Record<string, unknown> } };
      };
    }>;
  };
}

/** A copy in which one value, counted from the start, is another one, or has one more field. */
function changed(spec: unknown, at: number, value: unknown, field: string | undefined): unknown {
  const copy: unknown = structuredClone(spec);
  const places: Array<[Record<string, unknown>, string]> = [];
  const walk = (inner: unknown): void => {
    if (typeof inner === 'object' && inner !== null) {
      for (const [key, each] of Object.entries(inner)) {
        places.push([inner as Record<string, unknown>, key]);
        walk(each);
      }
    }
  };
  walk(copy);
  const [parent, key] = places[at % Math.max(1, places.length)] ?? [undefined, ''];
  if (parent !== undefined) {
    const target = parent[key];
    if (field !== undefined && typeof target === 'object' && target !== null && !Array.isArray(target)) {
      (target as Record<string, unknown>)[field] = value;
    } else {
      parent[key] = value;
    }
  }
  return JSON.parse(JSON.stringify(copy));
}
