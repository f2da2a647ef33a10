import { requireProgram } from '../../support/programs';

/** What stands in for a container image: programs of this machine at the image's paths. */
export interface Image {
  readonly entrypoint: readonly string[];
  readonly user: number;
  readonly workdir: string;

  /** From paths inside to paths on this machine. */
  readonly programs: Readonly<Record<string, string>>;
}

/** Images by the last part of their name: `quay.io/prometheus/prometheus:v3.16.0` is `prometheus`. */
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
  node: () => ({
    entrypoint: ['/bin/node'],
    user: 0,
    workdir: '/',
    programs: { '/bin/node': process.execPath },
  }),
};

export function findImage(images: Images, reference = ''): Image {
  const name = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(reference)?.[1] ?? '';
  const image = images[name];
  if (image === undefined) {
    throw new Error(
      `image "${reference}" is not one that this test bed can play: ${Object.keys(images).join(', ')}`,
    );
  }
  return image();
}
