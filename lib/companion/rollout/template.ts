import type { InstanceSettings } from './ports';

/** What a pod template says of its Alertmanagers, as far as a rollout is concerned. */
export interface TemplateLook {
  readonly image: string;

  /** The label `app.kubernetes.io/version`. */
  readonly versionLabel?: string | undefined;

  /** Flags and their values, sorted; one may be there several times. */
  readonly flags: ReadonlyArray<readonly [name: string, value: string]>;

  /** Where the data is, such as `claim data` or `emptyDir`. */
  readonly storage: string;
  readonly settings: InstanceSettings;

  /** Everything else of the template: paths of its leaves, and their values. */
  readonly rest: ReadonlyMap<string, string>;
}

export interface Version {
  /** As it was written. */
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

/** The version of what a template runs, by the tag of its image, else by its label; undefined where neither says it. */
export function versionOf({
  image,
  versionLabel = '',
}: Pick<TemplateLook, 'image' | 'versionLabel'>): Version | undefined {
  const tag = /:([^:/@]+)(?:@.*)?$/.exec(image)?.[1] ?? '';
  return readVersion(tag) ?? readVersion(versionLabel);
}

/** `v0.34.2`, `0.34.2-alpine`; undefined for what is no version, such as `latest`. */
export function readVersion(text: string): Version | undefined {
  const [found, major, minor] = /^v?(\d+)\.(\d+)(?:\.\d+)?(?=$|[-+.])/.exec(text) ?? [];
  return found === undefined
    ? undefined
    : { text: found.replace(/^v/, ''), major: Number(major), minor: Number(minor) };
}

export function atLeast(
  { major, minor }: Version,
  [sinceMajor, sinceMinor]: readonly [number, number],
): boolean {
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
