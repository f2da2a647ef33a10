import type { Fact, Section } from '../catalogue';
import { each, since } from '../facts';
import { old } from './old';

/** Flags that take no value. Each can be turned off as well, under its name with `no-` before it. */
function switches<Name extends string>(fact: Fact, ...names: readonly Name[]) {
  return each<Name | `no-${Name}`>(fact, ...names, ...names.map((name) => `no-${name}` as const));
}

const mesh = {
  ...each(old, 'cluster.listen-address', 'cluster.advertise-address'),
  ...each(old, 'cluster.peer', 'cluster.peer-timeout', 'cluster.settle-timeout'),
  ...each(old, 'cluster.gossip-interval', 'cluster.pushpull-interval', 'cluster.tcp-timeout'),
  ...each(old, 'cluster.probe-interval', 'cluster.probe-timeout'),
  ...each(old, 'cluster.reconnect-interval', 'cluster.reconnect-timeout'),
  'cluster.tls-config': since('0.24', '#2237'),
  ...switches(since('0.24', '#2719'), 'cluster.allow-insecure-public-advertise-address-discovery'),
  'cluster.label': since('0.26', '#3354'),
  'cluster.peer-name': since('0.30', '#4636'),
  'cluster.peers-resolve-timeout': since('0.30', '#4343'),
} satisfies Section;

const data = {
  ...each(old, 'storage.path', 'data.retention', 'alerts.gc-interval'),
  'data.maintenance-interval': since('0.25', '#2849'),
  'alerts.per-alertname-limit': since('0.31', '#4819'),
  'silences.max-silences': since('0.28', '#3852'),
  'silences.max-silence-size-bytes': since('0.28', '#3852'),
  ...switches(since('0.32', '#4163'), 'log.silences'),
  'dispatch.maintenance-interval': since('0.29', '#4541'),
  'dispatch.start-delay': since('0.30', '#4704'),
} satisfies Section;

const web = {
  ...each(old, 'web.listen-address', 'web.external-url', 'web.route-prefix'),
  ...each(old, 'web.get-concurrency', 'web.timeout'),
  'web.config.file': since('0.22', '#2446'),
  ...switches(since('0.25', '#3140'), 'web.systemd-socket'),
  // It came with a patch release, and facts know minor releases only: 0.34.0 and 0.34.1 do not start with it.
  'web.cors.origin': since('0.34', 'CHANGELOG 0.34.2, #5664'),
} satisfies Section;

const runtime = {
  ...each(old, 'config.file', 'log.level', 'log.format', 'version', 'help'),
  'enable-feature': since('0.27', '#3045'),
  'auto-gomemlimit.ratio': since('0.28', '#3895'),
} satisfies Section;

/** Flags without their dashes. A flag that a release does not know keeps it from starting. */
export const alertmanagerFlags: Section = { ...mesh, ...data, ...web, ...runtime };
