import type { GlobalView } from '../../placement';
import type { NamedPort } from '../../query';
import type { DataSourceFact, PodGroup } from '../../synthesis';
import type { Program } from '../names';

/** Who answers behind the Service `prometheus-<name>`. */
export interface ServedView {
  /** For Grafana. */
  readonly kind: Extract<DataSourceFact['kind'], 'Prometheus' | 'Thanos'>;

  /** Release of the program that answers. */
  readonly version: string;
  readonly scheme: 'http' | 'https';
  readonly pathPrefix: string;
  readonly pods: PodGroup;
  readonly port: NamedPort;
  readonly asksFor: DataSourceFact['asksFor'];
}

/** Where that which evaluates rules above the shards has their files: from the paths it follows at which moments it does. */
export interface RulesAbove {
  /** Folder of its slots. */
  readonly directory: string;

  /** `--data-dir` of a Ruler. */
  readonly rulerDataDir?: string;

  /** How many slots its pods are to be ready for at least, and the prop that says so. */
  readonly slots: { readonly field: readonly string[]; readonly least: number | undefined };
}

/** What sees the samples of all shards, as plain data. */
export interface ViewModel {
  readonly kind: GlobalView;

  /** Undefined where nobody sees all. */
  readonly served?: ServedView;
  readonly rules?: RulesAbove;
}

/** Of what it is the view. */
export interface Viewed {
  readonly program: Program;
  readonly name: string;
  readonly namespace: string;
}
