import { Where, type Problem } from '../../lib/problems';

const FINDING = { code: 'invalid-duration', value: '1 minute', complaint: 'is not a duration' };

describe('a place in what the user wrote', () => {
  test('reports the construct, and nothing about fields that it does not know', () => {
    const problems: Problem[] = [];
    new Where(problems, 'monitoring/k8s').error(FINDING);
    expect(problems).toStrictEqual([{ severity: 'error', path: 'monitoring/k8s', ...FINDING }]);
  });

  test.each<[Array<string | number>, string]>([
    [['scrapeInterval'], 'scrapeInterval'],
    [['endpoints', 1, 'relabelings', 0, 'regex'], 'endpoints[1].relabelings[0].regex'],
    [[0], '[0]'],
    [['groups', 2], 'groups[2]'],
  ])('writes the keys %j as %s, at once or one after another', (keys, field) => {
    const problems: Problem[] = [];
    const where = new Where(problems, 'a');
    where.at(...keys).warning(FINDING);
    keys.reduce((at, key) => at.at(key), where).error(FINDING);
    expect(problems.map((problem) => [problem.severity, problem.field])).toEqual([
      ['warning', field],
      ['error', field],
    ]);
  });

  test('is not changed by the places below it', () => {
    const problems: Problem[] = [];
    const where = new Where(problems, 'a', 'receiver "pager"', 'receivers[0]');
    where.at('routingKey').error(FINDING);
    where.error(FINDING);
    expect(problems.map(({ field }) => field)).toEqual(['receivers[0].routingKey', 'receivers[0]']);
  });

  test('begins again without a field where it turns to another subject', () => {
    const problems: Problem[] = [];
    const where = new Where(problems, 'monitoring/k8s').at('serviceMonitors', 0);
    where.about('serviceMonitor "checkout" (apps/checkout)').at('endpoints', 0).error(FINDING);
    expect(problems).toStrictEqual([
      {
        severity: 'error',
        path: 'monitoring/k8s',
        subject: 'serviceMonitor "checkout" (apps/checkout)',
        field: 'endpoints[0]',
        ...FINDING,
      },
    ]);
  });
});
