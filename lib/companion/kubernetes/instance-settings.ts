import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { InstanceSettings, MeshSettings } from '../rollout';
import { parseGoSeconds } from './go-seconds';

const DEFAULT_WEB = ':9093';
const DEFAULT_MESH = '0.0.0.0:9094';

/** The container that is an Alertmanager; undefined where a pod has none. */
export function alertmanagerContainer({ spec }: Pick<PodTemplateSpec, 'spec'>): Container | undefined {
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

/** All flags of a container with their values, sorted. */
export function allFlags(container: Container): Array<readonly [name: string, value: string]> {
  return flagsIn(words(container)).sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
}

/** Of several the last, as Alertmanager has it. */
function readFlags(words: readonly string[]): Map<string, string> {
  return new Map(flagsIn(words));
}

/** `--name=value` and `--name value`. */
function flagsIn(words: readonly string[]): Array<readonly [name: string, value: string]> {
  return words.flatMap((word, i) => {
    const [, name, value] = /^--?([a-z][a-z0-9.-]*)(?:=(.*))?$/s.exec(word) ?? [];
    return name === undefined ? [] : [[name, value ?? valueAfter(words, i)] as const];
  });
}

/** A switch has none: what follows it is the next flag. */
function valueAfter(words: readonly string[], i: number): string {
  const next = words[i + 1] ?? '';
  return next.startsWith('--') ? '' : next;
}

function portOf(address: string): number {
  return Number(/:(\d+)$/.exec(address)?.[1] ?? 0);
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '/';
}
