import * as fc from 'fast-check';
import type { AlertmanagerFile, Route } from '../../../lib/native/alertmanager';
import type { LabelSet } from '../../../lib/alertmanager';

const NAMES = ['alertname', 'severity', 'team', 'namespace', 'service.name'];
const VALUES = ['a', 'b', 'ab', 'critical', 'warning', 'x y', 'ü', 'A'];

const name = fc.constantFrom(...NAMES);
const value = fc.constantFrom(...VALUES, '');
const pattern = fc.constantFrom(
  'a|b',
  'a.*',
  '.*',
  '.+',
  '',
  '(?i)A',
  '[a-c]+',
  'critical|warning',
  'x\\sy',
  'ü?',
);

/** One matcher in one of the ways to write it. */
const matcher = fc
  .oneof(
    fc.tuple(name, fc.constantFrom('=', '!='), value),
    fc.tuple(name, fc.constantFrom('=~', '!~'), pattern),
  )
  .map(
    ([label, type, text]) =>
      `${/^[a-z]+$/.test(label) ? label : JSON.stringify(label)}${type}${JSON.stringify(text)}`,
  );

/** Several matchers, as a list or as one text. */
const matchers = fc
  .tuple(fc.array(matcher, { maxLength: 3 }), fc.boolean())
  .map(([list, inOne]) => (inOne && list.length > 0 ? [`{${list.join(',')}}`] : list));

const receivers = ['r0', 'r1', 'r2', 'r3'];

const groupBy = fc.oneof(fc.constant(['...']), fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }));

const node = {
  receiver: fc.constantFrom(...receivers),
  group_by: groupBy,
  group_wait: fc.constantFrom('1s', '45s'),
  group_interval: fc.constantFrom('1m', '10m'),
  repeat_interval: fc.constantFrom('1h', '1d'),
};

const { route } = fc.letrec<{ readonly route: Route }>((tie) => ({
  route: fc.record(
    {
      ...node,
      matchers,
      match: fc.dictionary(fc.constantFrom('severity', 'team'), value, { maxKeys: 1 }),
      match_re: fc.dictionary(fc.constantFrom('severity', 'team'), pattern, { maxKeys: 1 }),
      continue: fc.boolean(),
      routes: fc.array(tie('route'), { maxLength: 3, depthIdentifier: 'tree' }),
    },
    { requiredKeys: ['matchers'] },
  ),
}));

/** A configuration with a random tree. */
export const treeFile: fc.Arbitrary<AlertmanagerFile> = fc
  .record({ ...node, routes: fc.array(route, { maxLength: 4 }) }, { requiredKeys: ['receiver', 'routes'] })
  .map((root) => ({ route: root, receivers: receivers.map((each) => ({ name: each })) }));

/** The labels of an alert; most of the names that trees ask for are there. */
export const labels: fc.Arbitrary<LabelSet> = fc
  .record(Object.fromEntries(NAMES.map((each) => [each, fc.constantFrom(...VALUES)])), {
    requiredKeys: ['alertname'],
  })
  .map((given) => given as LabelSet);
