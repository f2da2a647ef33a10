import { parseVersion, prometheusFlags } from '../../lib/versions';
import { renderArguments, type Flag } from '../../lib/workload';
import { findings } from '../problems/findings';

const OWN: Flag[] = [
  ['config.file', '/etc/prometheus/config/prometheus.yml'],
  ['config.auto-reload'],
  ['web.page-title', ''],
];

/** The command line of a Prometheus, and what is reported about the flags of the user. */
function render(
  additional: ReadonlyArray<{ readonly name: string; readonly value?: string }>,
  version = '3.16.0',
): { args: string[]; faults: string[] } {
  let args: string[] = [];
  const faults = findings((where) => {
    args = renderArguments(where.at('additionalArgs'), OWN, additional, {
      known: prometheusFlags,
      version: parseVersion(version)!,
      program: 'Prometheus',
    });
  });
  return { args, faults };
}

describe('a command line', () => {
  test('has our flags first, those of the user after them, in their order', () => {
    expect(
      render([
        { name: 'storage.tsdb.min-block-duration', value: '2h' },
        { name: 'no-scrape.adjust-timestamps' },
        { name: '--scrape.timestamp-tolerance', value: '5ms' },
      ]),
    ).toEqual({
      args: [
        '--config.file=/etc/prometheus/config/prometheus.yml',
        '--config.auto-reload',
        '--web.page-title=',
        '--storage.tsdb.min-block-duration=2h',
        '--no-scrape.adjust-timestamps',
        '--scrape.timestamp-tolerance=5ms',
      ],
      faults: [],
    });
  });

  test.each([
    'config.file',
    '--config.file',
    'config.auto-reload',
    'no-config.auto-reload',
    '--no-config.auto-reload',
  ])('does not take %s twice', (name) => {
    expect(render([{ name: 'web.cors.origin', value: '.*' }, { name }]).faults).toEqual([
      `app: additionalArgs[1].name "${name}" is set by the construct itself\n  Use the prop that it comes from.`,
    ]);
  });

  test('does not take a flag that there is not, and says which was probably meant', () => {
    expect(render([{ name: 'web.cors.orgin', value: '.*' }]).faults).toEqual([
      'app: additionalArgs[0].name "web.cors.orgin" is unknown to Prometheus 3.16.0\n  Did you mean "web.cors.origin"?',
    ]);
  });

  test('does not turn off what is no switch', () => {
    expect(render([{ name: 'no-web.cors.origin' }]).faults).toEqual([
      expect.stringContaining('"no-web.cors.origin" is unknown to Prometheus 3.16.0'),
    ]);
  });

  test('does not take a flag that comes with a later version', () => {
    const flag = { name: 'web.search.max-limit', value: '100' };
    expect(render([flag], '3.13.5').faults).toEqual([]);
    expect(render([flag], '3.5.0').faults).toEqual([
      expect.stringContaining('"web.search.max-limit" needs Prometheus 3.13, the version is 3.5.0'),
    ]);
  });
});
