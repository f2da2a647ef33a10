import { checkAnnotations, checkKubernetesLabels } from '../../lib/values';
import { isLabelKey, isLabelValue } from '../../lib/values/kubernetes-label';
import { complaints } from '../problems/findings';

describe('the key of a label', () => {
  test.each(['app', 'A.b_c-1', 'app.kubernetes.io/name', 'a'.repeat(63), `${'a'.repeat(253)}/b`])(
    'may be %s',
    (key) => {
      expect(isLabelKey(key)).toBe(true);
    },
  );

  test.each([
    '',
    'a b',
    '-a',
    'a-',
    'a/b/c',
    '/a',
    'a/',
    'Example.com/a',
    'a'.repeat(64),
    `${'a'.repeat(254)}/b`,
  ])('may not be %j', (key) => {
    expect(isLabelKey(key)).toBe(false);
  });
});

test('the value of a label may be empty, and has the rule of a key without its prefix', () => {
  expect(['', 'v3.13.0', 'A_b', 'a'.repeat(63)].filter((value) => !isLabelValue(value))).toEqual([]);
  expect(['a/b', ' ', '.a', 'a'.repeat(64)].filter(isLabelValue)).toEqual([]);
});

test('annotations may say anything, as a text', () => {
  expect(
    complaints((where) => {
      checkAnnotations(where, { 'Example.com/a': 'anything: {at all}', b: 'x'.repeat(1000) });
      checkKubernetesLabels(where, undefined);
      checkAnnotations(where, { 'a b': 'x', c: 1 });
    }),
  ).toEqual(['app: "a b" is not the key of a label', 'app: c 1 is not a text']);
});
