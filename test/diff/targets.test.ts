import { diffManifests, type DiscoveredTarget } from '../../lib/diff';
import { ScrapeConfig, type ScrapeConfigProps } from '../../lib/scrape';
import { estate, codes, finding } from './estate';

const JOB = 'scrapeConfig/monitoring/hosts';

/** Thirty hosts, of which a relabeling may drop one, or name the team. */
const hosts = (shards: number, relabelings: ScrapeConfigProps['relabelings'] = []) =>
  estate({ shards, scrapeConfigSelector: {} }, (chart) => {
    new ScrapeConfig(chart, 'hosts', {
      staticConfigs: [{ targets: Array.from({ length: 30 }, (_, index) => `10.0.0.${index}:9100`) }],
      relabelings,
    });
  });

/** As `/api/v1/targets` has them. */
const targets = Array.from({ length: 30 }, (_, index): DiscoveredTarget => ({
  job: JOB,
  labels: {
    __address__: `10.0.0.${index}:9100`,
    __metrics_path__: '/metrics',
    __scheme__: 'http',
    __scrape_interval__: '30s',
    __scrape_timeout__: '10s',
    job: JOB,
  },
}));

test('real targets that move are counted', () => {
  const diff = diffManifests(hosts(2), hosts(3), { targets });
  const { figures, details = [] } = finding(diff, 'targets-moved');
  expect(figures?.of).toBe(30);
  expect(figures?.targets).toBeGreaterThan(3);
  expect(details.every((each) => /^\d+ × from shard [01] to 2$/.test(each))).toBe(true);
});

test('targets that nobody scrapes any more, or for the first time', () => {
  const drop = [{ action: 'drop' as const, sourceLabels: ['__address__'], regex: '10.0.0.1:.*' }];
  const lost = diffManifests(hosts(2), hosts(2, drop), { targets });
  expect(finding(lost, 'targets-lost')).toMatchObject({
    level: 'warning',
    text: '1 of 30 targets is scraped no more',
    details: [`1 × ${JOB}`],
  });
  expect(codes(diffManifests(hosts(2, drop), hosts(2), { targets }))).toContain('change targets-gained');
});

test('targets whose series get other names', () => {
  const team = [{ targetLabel: 'team', replacement: 'shop' }];
  const diff = diffManifests(hosts(2), hosts(2, team), { targets });
  expect(finding(diff, 'series-renamed')).toMatchObject({
    level: 'warning',
    text: '30 of 30 targets get other labels: their series are new ones',
    details: [`30 × ${JOB}: team (+ team: shop)`],
  });
});
