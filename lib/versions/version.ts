/** A released version of an upstream program, `major.minor.patch`. Pre-releases are not told apart. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * Reads `3.16.0` or `v3.16.0`, with an optional pre-release (`-rc.1`), which is ignored.
 *
 * @returns undefined where the text is no version
 */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:-[0-9A-Za-z.-]+)?$/.exec(text);
  return match === null
    ? undefined
    : { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) };
}

/** Negative where `a` is older than `b`, zero where they are the same, positive where it is newer. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** `3.16.0` */
export function formatVersion(version: Version): string {
  return `${version.major}.${version.minor}.${version.patch}`;
}
