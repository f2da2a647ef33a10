import type { Manifest } from '../kubernetes';
import { Addresses } from './addresses';
import { addAlertmanager } from './alertmanager';
import { Builder } from './builder';
import { addCompanion } from './companion';
import { addGrafanas } from './grafana';
import type { NodeKind, Topology } from './model';
import { programs, type Program } from './program';
import { addPrometheus } from './prometheus';
import { addThanos } from './thanos';

/**
 * Who scrapes, tells, asks and notifies whom, as manifests say it: the programs in their pods, the files that these
 * see, and the addresses in them, as far as a Service among the manifests leads to somebody.
 */
export function topologyOf(manifests: readonly Manifest[]): Topology {
  const builder = new Builder();
  const all = programs(manifests);
  const addresses = new Addresses(manifests, all);
  const of = (...kinds: readonly NodeKind[]): Program[] => all.filter(({ kind }) => kinds.includes(kind));
  // Those of the manifests come first: an edge that makes a node knows nothing but its name.
  for (const program of of('alertmanager')) {
    addAlertmanager(builder, manifests, program);
  }
  const prometheis = of('prometheus');
  for (const name of new Set(prometheis.map((each) => each.name))) {
    const shards = prometheis.filter((each) => each.name === name);
    addPrometheus(builder, manifests, shards, addresses);
  }
  for (const program of of('sidecar', 'store', 'query', 'query-frontend', 'ruler', 'compactor')) {
    addThanos(builder, manifests, program, addresses);
  }
  for (const program of of('companion')) {
    addCompanion(builder, manifests, program, all);
  }
  addGrafanas(builder, manifests, of('grafana'), addresses);
  return builder.build();
}
