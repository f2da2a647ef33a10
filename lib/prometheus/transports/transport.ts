import type { FederationProps, Leaf } from '../../federation';
import type { PushInput } from '../../placement';
import type { Where } from '../../problems';
import type { VectorSelector } from '../../promql';
import type { RuleGroup } from '../../rules';
import type { ScrapeConfigProps } from '../../scrape';
import type { Contribution, Resource } from '../../synthesis';
import type { PrometheusModel } from '../model';

/** A hub, and what holds for all federations into it. */
export interface Hub {
  readonly model: PrometheusModel;

  /** The shortest interval of its rules, in milliseconds. */
  readonly ruleInterval: number;

  /** How long a leaf may be silent, in milliseconds. */
  readonly patience: number;

  /** What every leaf records about itself. */
  readonly aliveName: string;
}

/** A federation, and what the hub reads of its leaves. */
export interface ComingUp {
  readonly federation: Resource<FederationProps>;
  readonly selectors: readonly VectorSelector[];
}

/** What a transport makes of the federations into a hub: who reaches whom is in `lib/federation/transports`. */
export interface HubTransport {
  /** Who evaluates the rules of the hub. */
  readonly evaluator: 'hub' | 'ruler';

  /** Whether what is read must be known beforehand, because nothing else comes up. */
  readonly selects: boolean;

  /** Whether series that come up as they are may be there once for each replica of a leaf. */
  readonly copies: boolean;

  /** Reports times that do not fit. */
  readonly check: (where: Where, spec: FederationProps, ruleInterval: number) => void;

  /** How long what leaves have may be on its way, in milliseconds. */
  readonly delay: (spec: FederationProps, ruleInterval: number) => number;

  /** What is to be known of it where rules are divided. */
  readonly pushed: (hub: Pick<Hub, 'patience'>) => Pick<PushInput, 'writtenWithin' | 'byThanos'>;

  /** Alerts about leaves that are missing. */
  readonly alerts: (federation: Resource<FederationProps>, leaves: readonly Leaf[], hub: Hub) => RuleGroup;

  /** What the hub scrapes. */
  readonly jobs: (coming: ComingUp, hub: Hub) => ReadonlyArray<Resource<ScrapeConfigProps>>;

  /** What leaves do besides recording their parts. */
  readonly contributions: (coming: ComingUp, hub: Hub) => readonly Contribution[];
}
