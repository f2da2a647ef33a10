import { requireProgram } from '../../support/programs';

/** What stands in for a container image: programs of this machine at the image's paths. */
export interface Image {
  readonly entrypoint: readonly string[];
  readonly user: number;
  readonly workdir: string;

  /** From paths inside to paths on this machine. */
  readonly programs: Readonly<Record<string, string>>;
}

/**
 * Images by the last part of their name: `quay.io/prometheus/prometheus:v3.16.0` is `prometheus`, whatever its tag, or
 * `prometheus:v3.16.0`, where only some tags are there.
 */
export type Images = Readonly<Record<string, () => Image>>;

const NOBODY = 65534;

export const STOCK_IMAGES: Images = {
  prometheus: () => ({
    entrypoint: ['/bin/prometheus'],
    user: NOBODY,
    workdir: '/prometheus',
    programs: {
      '/bin/prometheus': requireProgram('prometheus'),
      '/bin/promtool': requireProgram('promtool'),
    },
  }),
  alertmanager: () => ({
    entrypoint: ['/bin/alertmanager'],
    user: NOBODY,
    workdir: '/alertmanager',
    programs: {
      '/bin/alertmanager': requireProgram('alertmanager'),
      '/bin/amtool': requireProgram('amtool'),
    },
  }),
  'prometheus-config-reloader': () => ({
    entrypoint: ['/bin/prometheus-config-reloader'],
    user: NOBODY,
    workdir: '/',
    programs: { '/bin/prometheus-config-reloader': requireProgram('prometheus-config-reloader') },
  }),
  thanos: () => ({
    entrypoint: ['/bin/thanos'],
    user: 1001,
    workdir: '/',
    programs: { '/bin/thanos': requireProgram('thanos') },
  }),
  node: () => ({
    entrypoint: ['/bin/node'],
    user: 0,
    workdir: '/',
    programs: { '/bin/node': process.execPath },
  }),
};

/** What a registry does not have, or cannot be asked for. */
export class MissingImageError extends Error {
  override readonly name = 'MissingImageError';
}

/** @throws {MissingImageError} */
export function findImage(images: Images, reference = ''): Image {
  const [, name = '', tag = ''] = /([^/:@]+)(?::([^/@]*))?(?:@.*)?$/.exec(reference) ?? [];
  const image = images[`${name}:${tag}`] ?? images[name];
  if (image === undefined) {
    throw new MissingImageError(
      `image "${reference}" is not one that this test bed can play: ${Object.keys(images).join(', ')}`,
    );
  }
  return image();
}
