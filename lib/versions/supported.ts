import type { Where } from '../problems';
import { compareVersions, parseVersion, type Version } from './version';

/** The releases of a program that we know. */
export interface Releases {
  /** The program as a sentence names it. */
  readonly program: string;
  readonly oldest: string;
  readonly newest: string;
}

/**
 * The version to go by, where it is one that we support. A newer minor than we know is checked as the
 * newest that we do know, and a warning says so: upgrading Prometheus must not have to wait for us.
 */
export function readVersion(where: Where, text: string, releases: Releases): Version | undefined {
  const version = parseVersion(text);
  const oldest = parseVersion(releases.oldest);
  const newest = parseVersion(releases.newest);
  if (oldest === undefined || newest === undefined) {
    throw new RangeError(`the releases of ${releases.program} are no versions`);
  }
  if (version === undefined) {
    where.error({
      code: 'version',
      value: text,
      complaint: 'is not a version',
      remedy: `Write major, minor and patch, for example "${releases.newest}".`,
    });
    return undefined;
  }
  if (compareVersions(version, oldest) < 0 || version.major > newest.major) {
    where.error({
      code: 'version',
      value: text,
      complaint: `is not a version of ${releases.program} that is supported`,
      remedy: `Supported are ${releases.oldest} to ${releases.newest}.`,
    });
    return undefined;
  }
  if (version.major === newest.major && version.minor > newest.minor) {
    where.warning({
      code: 'version',
      value: text,
      complaint: `is newer than ${releases.newest}, the newest ${releases.program} that this library knows; it is checked as that one`,
      remedy: 'Upgrade cdk8s-prometheus when you can.',
    });
  }
  return version;
}
