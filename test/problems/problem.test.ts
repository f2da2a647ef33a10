import * as fc from 'fast-check';
import { compareProblems, formatProblem, type Problem } from '../../lib/problems';

const PORT: Problem = {
  severity: 'error',
  code: 'unknown-port',
  path: 'monitoring/k8s',
  subject: 'serviceMonitor "checkout" (apps/checkout)',
  field: 'endpoints[1].port',
  value: 'metricz',
  complaint: 'is not a port of service "checkout"',
  remedy:
    'it has: http, metrics. Name one of these, or set `checkPorts: false` for a service that is defined elsewhere',
};

describe('a problem is one paragraph', () => {
  test('with who, where, what, and how to mend it, as the design has it', () => {
    expect(formatProblem(PORT)).toBe(
      'monitoring/k8s: serviceMonitor "checkout" (apps/checkout): endpoints[1].port "metricz" is not a port of service "checkout"\n' +
        '  it has: http, metrics. Name one of these, or set `checkPorts: false` for a service that is defined elsewhere',
    );
  });

  test('in which what is not known is left out', () => {
    const { severity, code, path, complaint } = PORT;
    expect(formatProblem({ severity, code, path, complaint })).toBe(
      'monitoring/k8s: is not a port of service "checkout"',
    );
  });

  test('that begins with the subject where the construct is the app itself', () => {
    expect(
      formatProblem({ ...PORT, path: '', field: 'name', remedy: undefined } as unknown as Problem),
    ).toMatch(/^serviceMonitor "checkout"/);
  });

  test.each<[unknown, string]>([
    ['15d ', '"15d "'],
    [0, '0'],
    [-1, '-1'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'undefined'],
    [['a', 1], '["a",1]'],
    [() => 'a', 'function'],
  ])('in which the value %p reads %s', (value, text) => {
    const { severity, code, path } = PORT;
    expect(formatProblem({ severity, code, path, field: 'replicas', value, complaint: 'is wrong' })).toBe(
      `monitoring/k8s: replicas ${text} is wrong`,
    );
  });

  test('in which a long value is cut, so that the complaint stays in sight', () => {
    const expr = 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) / '.repeat(5);
    const [line] = formatProblem({ ...PORT, value: expr, complaint: 'is no expression' }).split('\n');
    expect(line).toContain('… is no expression');
    expect(line!.length).toBeLessThan(250);
  });
});

describe('problems are put in order', () => {
  const base: Problem = { severity: 'error', code: 'x', path: 'b', subject: 's', field: 'f', complaint: 'c' };
  const inOrder: Problem[] = [
    { ...base, path: 'a', subject: 'z', field: 'z', complaint: 'z' },
    { severity: 'error', code: 'x', path: 'b', complaint: 'z' },
    { ...base, field: 'a', complaint: 'z' },
    { ...base },
    { ...base, complaint: 'd' },
    { ...base, severity: 'warning', path: 'a' },
  ];

  test('errors before warnings, then by construct, subject, field and complaint', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
        expect([...shuffled].sort(compareProblems)).toEqual(inOrder);
      }),
    );
  });

  test('by code unit, because locales differ between machines', () => {
    const paths = ['Z', 'a', 'ä'];
    const problems = paths.map((path) => ({ ...base, path }));
    expect([...problems].reverse().sort(compareProblems)).toEqual(problems);
  });
});
