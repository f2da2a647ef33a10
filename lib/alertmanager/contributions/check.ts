import type { Where } from '../../problems';
import type { Route } from '../route-props';
import type { ContributionProps } from './props';

/** What there is by name in a contribution. */
interface Names {
  readonly receivers: ReadonlySet<string>;
  readonly intervals: ReadonlySet<string>;
}

/** Reports what can be judged without the Alertmanager that takes it: names that are twice or missing. */
export function checkContribution(where: Where, props: ContributionProps): void {
  names(where.at('receivers'), props.receivers ?? []);
  names(where.at('timeIntervals'), props.timeIntervals ?? []);
  if (props.route !== undefined && props.route.receiver === undefined) {
    where.at('route', 'receiver').error({
      code: 'incomplete',
      complaint: 'is not set: its alerts would go to whoever the Alertmanager has at that place',
      remedy: 'Name one of `receivers`.',
    });
  }
}

/** The same for one that may name only what it has itself. */
export function checkClosedContribution(where: Where, props: ContributionProps): void {
  checkContribution(where, props);
  if (props.route) {
    checkOwnNames(where.at('route'), props.route, {
      receivers: new Set(props.receivers?.map(({ name }) => name)),
      intervals: new Set(props.timeIntervals?.map(({ name }) => name)),
    });
  }
}

function names(where: Where, named: ReadonlyArray<{ readonly name: string }>): void {
  const seen = new Set<string>();
  named.forEach(({ name }, index) => {
    if (seen.has(name)) {
      where.at(index, 'name').error({
        code: 'duplicate',
        value: name,
        complaint: 'is there twice',
        remedy: 'Choose another name.',
      });
    }
    seen.add(name);
  });
}

function checkOwnNames(where: Where, route: Route, own: Names): void {
  if (route.receiver !== undefined) {
    checkOwn(where.at('receiver'), route.receiver, own.receivers, 'receiver');
  }
  for (const field of ['muteTimeIntervals', 'activeTimeIntervals'] as const) {
    route[field]?.forEach((name, index) => {
      checkOwn(where.at(field, index), name, own.intervals, 'time interval');
    });
  }
  route.routes?.forEach((child, index) => {
    if (!('resource' in child)) {
      checkOwnNames(where.at('routes', index), child, own);
    }
  });
}

function checkOwn(where: Where, name: string, own: ReadonlySet<string>, what: string): void {
  if (!own.has(name)) {
    where.error({
      code: 'unknown-reference',
      value: name,
      complaint: `is not a ${what} of this resource`,
      remedy: own.size === 0 ? 'There is none yet: add it.' : `There are: ${[...own].join(', ')}.`,
    });
  }
}
