import type { Fact } from '../../lib/versions/catalogue';
import {
  PROMETHEUS_NEWEST,
  PROMETHEUS_OLDEST,
  prometheusCatalogue,
  prometheusFeatures,
  prometheusFlags,
} from '../../lib/versions/prometheus';
import { compareVersions, parseVersion, type Version } from '../../lib/versions/version';

const facts: Array<[string, Fact]> = Object.entries({
  ...prometheusCatalogue,
  flags: prometheusFlags,
  features: prometheusFeatures,
}).flatMap(([section, fields]) =>
  Object.entries(fields).map(([field, fact]): [string, Fact] => [`${section}.${field}`, fact]),
);

/** `undefined` where the text is not `major.minor`. */
function release(text: string): Version | undefined {
  return /^\d+\.\d+$/.test(text) ? parseVersion(`${text}.0`) : undefined;
}

/** Names of the facts that a rule does not hold for: a list that is empty says more when it fails. */
function offenders(rule: (fact: Fact) => boolean): string[] {
  return facts.filter(([, fact]) => !rule(fact)).map(([name]) => name);
}

describe('every fact of the catalogue', () => {
  test('has releases that are well formed', () => {
    expect(
      offenders((fact) =>
        [fact.since, fact.until, fact.deprecated].every(
          (text) => text === undefined || release(text) !== undefined,
        ),
      ),
    ).toEqual([]);
  });

  test('begins before it is deprecated, and is deprecated before it ends', () => {
    expect(
      offenders(({ since, deprecated, until }) => {
        const order = [since, deprecated, until].flatMap((text) =>
          text === undefined ? [] : [release(text)!],
        );
        return order.every((at, index) => index === 0 || compareVersions(order[index - 1]!, at) < 0);
      }),
    ).toEqual([]);
  });

  test('begins no later than the newest release we know', () => {
    const newest = parseVersion(PROMETHEUS_NEWEST)!;
    expect(offenders((fact) => compareVersions(release(fact.since)!, newest) <= 0)).toEqual([]);
  });

  test('says where upstream says so', () => {
    expect(
      offenders((fact) =>
        /^(before 2\.45|CHANGELOG \d+\.\d+\.\d+, #\d+|(go\.mod|configuration\.md) .+)$/.test(fact.source),
      ),
    ).toEqual([]);
  });

  test('names a section that exists, where it names one', () => {
    expect(offenders((fact) => fact.section === undefined || fact.section in prometheusCatalogue)).toEqual(
      [],
    );
  });

  test('says what to use instead, where it is deprecated', () => {
    expect(offenders((fact) => fact.deprecated === undefined || fact.instead !== undefined)).toEqual([]);
  });
});

test('the oldest release we support is older than the newest', () => {
  expect(compareVersions(parseVersion(PROMETHEUS_OLDEST)!, parseVersion(PROMETHEUS_NEWEST)!)).toBeLessThan(0);
});
