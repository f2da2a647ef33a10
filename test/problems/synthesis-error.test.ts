import { SynthesisError, type Problem } from '../../lib/problems';

const UNSELECTED: Problem = {
  severity: 'warning',
  code: 'unselected',
  path: 'shop/checkout',
  complaint: 'is selected by nobody, so it has no effect',
};
const REPLICAS: Problem = {
  severity: 'error',
  code: 'invalid-number',
  path: 'monitoring/k8s',
  field: 'replicas',
  value: -1,
  complaint: 'is not a whole number, 0 or more',
};
const CLASH: Problem = {
  severity: 'error',
  code: 'name-clash',
  path: 'monitoring/k8s',
  complaint: 'StatefulSet monitoring/prometheus-k8s is written by apps/k8s as well',
  remedy: 'Give one of the two another `name` or namespace.',
};

describe('the error that stops a synth', () => {
  test('holds its problems as data, so that nobody has to match its message', () => {
    const error = new SynthesisError([REPLICAS, CLASH]);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('SynthesisError');
    expect(error.problems).toEqual([REPLICAS, CLASH]);
  });

  test('counts its errors, says that nothing was written, and gives each a paragraph', () => {
    expect(new SynthesisError([REPLICAS, CLASH]).message.split('\n\n')).toEqual([
      '2 errors, nothing was written',
      'monitoring/k8s: replicas -1 is not a whole number, 0 or more',
      'monitoring/k8s: StatefulSet monitoring/prometheus-k8s is written by apps/k8s as well\n  Give one of the two another `name` or namespace.',
    ]);
  });

  test('leaves warnings out of its message and keeps them as data', () => {
    const error = new SynthesisError([REPLICAS, UNSELECTED]);
    expect(error.message).toMatch(/^1 error, nothing/);
    expect(error.message).not.toContain('selected by nobody');
    expect(error.problems).toContain(UNSELECTED);
  });
});
