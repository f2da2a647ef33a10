import type { Where } from '../problems';
import {
  parseVersion,
  readVersion,
  THANOS_NEWEST,
  THANOS_OLDEST,
  type Releases,
  type Version,
} from '../versions';

const RELEASES: Releases = { program: 'Thanos', oldest: THANOS_OLDEST, newest: THANOS_NEWEST };

/** A release of Thanos, and its image. */
export interface ThanosRelease {
  /** As it was given: a release candidate is not the release. */
  readonly text: string;
  readonly version: Version;
  readonly image: string;
}

/** The release that is meant. Reports one that is not supported, and goes on with the newest. */
export function thanosRelease(
  where: Where,
  { version: given, image }: { readonly version?: string; readonly image?: string },
): ThanosRelease {
  const said = given?.replace(/^v/, '');
  const read = said === undefined ? undefined : readVersion(where.at('version'), said, RELEASES);
  const text = said === undefined || read === undefined ? THANOS_NEWEST : said;
  const version = read ?? parseVersion(THANOS_NEWEST);
  if (version === undefined) {
    throw new RangeError(`${THANOS_NEWEST} is no version`);
  }
  return { text, version, image: image ?? `quay.io/thanos/thanos:v${text}` };
}
