import { checkAuthorization, checkCredentials, checkTls } from '../http';
import type { Where } from '../problems';
import { nearest } from '../values';
import { checkFallbackProtocol } from './common-check';
import { checkRelabelings } from './relabeling';
import type { ScrapeClass, ScrapeClassDefaults } from './scrape-class';

/** Reports what is wrong with the classes of a Prometheus. */
export function checkScrapeClasses(where: Where, classes: readonly ScrapeClass[]): void {
  classes.forEach((scrapeClass, index) => {
    const earlier = classes.slice(0, index);
    checkName(where.at(index, 'name'), scrapeClass.name, earlier);
    const first = earlier.find((other) => other.default === true);
    if (scrapeClass.default === true && first !== undefined) {
      where.at(index, 'default').error({
        code: 'contradiction',
        value: true,
        complaint: `cannot hold beside that of the class "${first.name}"`,
        remedy: 'One class is the default, or none.',
      });
    }
    checkDefaults(where.at(index), scrapeClass);
  });
}

function checkName(where: Where, name: string, earlier: readonly ScrapeClass[]): void {
  if (name === '') {
    where.error({ code: 'incomplete', value: name, complaint: 'is empty' });
  } else if (earlier.some((other) => other.name === name)) {
    where.error({ code: 'duplicate', value: name, complaint: 'is the name of another class' });
  }
}

function checkDefaults(where: Where, defaults: ScrapeClassDefaults): void {
  const { tlsConfig, authorization } = defaults;
  if (tlsConfig) {
    checkTls(where.at('tlsConfig'), tlsConfig);
  }
  if (authorization) {
    checkAuthorization(where.at('authorization'), authorization);
    checkCredentials(where.at('authorization'), authorization);
  }
  checkRelabelings(where.at('relabelings'), defaults.relabelings);
  checkRelabelings(where.at('metricRelabelings'), defaults.metricRelabelings);
  checkFallbackProtocol(where.at('fallbackScrapeProtocol'), defaults.fallbackScrapeProtocol);
}

/** The class of a definition: that which it names, or the default. Reports a name that there is not. */
export function classOf(
  where: Where,
  name: string | undefined,
  classes: readonly ScrapeClass[],
): ScrapeClassDefaults {
  if (name === undefined) {
    return classes.find((scrapeClass) => scrapeClass.default === true) ?? {};
  }
  const found = classes.find((scrapeClass) => scrapeClass.name === name);
  if (found === undefined) {
    where.at('scrapeClass').error({
      code: 'unknown-scrape-class',
      value: name,
      complaint: 'is no scrape class of this Prometheus',
      remedy: remedyFor(
        name,
        classes.map((scrapeClass) => scrapeClass.name),
      ),
    });
  }
  return found ?? {};
}

function remedyFor(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  if (names.length === 0) {
    return 'It has none: define it in `scrapeClasses`.';
  }
  return `${meant === undefined ? '' : `Did you mean "${meant}"? `}It has: ${names.join(', ')}.`;
}
