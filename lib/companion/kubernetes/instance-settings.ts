import type { Container, Pod } from 'kubernetes-types/core/v1';
import type { InstanceSettings, MeshSettings } from '../rollout';
import { parseGoSeconds } from './go-seconds';

const DEFAULT_WEB = ':9093';
const DEFAULT_MESH = '0.0.0.0:9094';

/** The container that is an Alertmanager; undefined where a pod has none. */
export function alertmanagerContainer({ spec }: Pod): Container | undefined {
  const containers = spec?.containers ?? [];
  return (
    containers.find(({ name }) => name === 'alertmanager') ??
    containers.find(({ image = '' }) => /(^|\/)alertmanager(:|@|$)/.test(image))
  );
}

/** Reads from the arguments of an Alertmanager how it is reached. */
export function instanceSettings(container: Container): InstanceSettings {
  const flags = readFlags(words(container));
  const scheme = container.readinessProbe?.httpGet?.scheme === 'HTTPS' ? 'https' : 'http';
  const external = flags.get('web.external-url');
  const prefix = flags.get('web.route-prefix') ?? (external === undefined ? '/' : pathOf(external));
  return {
    web: {
      scheme,
      port: portOf(flags.get('web.listen-address') ?? DEFAULT_WEB),
      prefix: `/${prefix}`.replace(/\/+$/, '').replace(/^\/+/, '/'),
    },
    mesh: meshSettings(flags, peersIn(words(container))),
    startDelay: parseGoSeconds(flags.get('dispatch.start-delay') ?? '0s'),
  };
}

function meshSettings(
  flags: ReadonlyMap<string, string>,
  peers: readonly string[],
): MeshSettings | undefined {
  const address = flags.get('cluster.listen-address') ?? DEFAULT_MESH;
  if (address === '') {
    return undefined;
  }
  return {
    port: portOf(address),
    label: flags.get('cluster.label') ?? '',
    tls: (flags.get('cluster.tls-config') ?? '') !== '',
    peers,
    named: (flags.get('cluster.peer-name') ?? '') !== '',
  };
}

function words({ command = [], args = [] }: Container): string[] {
  return [...command, ...args];
}

/** The one flag that may be there several times; in whatever order. */
function peersIn(given: readonly string[]): string[] {
  return given
    .flatMap((word, i) => {
      const [flag, value = given[i + 1] ?? ''] = /^--?cluster\.peer(?:=(.*))?$/s.exec(word) ?? [];
      return flag === undefined ? [] : [value];
    })
    .sort();
}

/** `--name=value` and `--name value`; of several the last, as Alertmanager has it. */
function readFlags(words: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>();
  words.forEach((word, i) => {
    const [, name, value] = /^--?([a-z][a-z0-9.-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (name !== undefined) {
      flags.set(name, value ?? words[i + 1] ?? '');
    }
  });
  return flags;
}

function portOf(address: string): number {
  return Number(/:(\d+)$/.exec(address)?.[1] ?? 0);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '/';
}
