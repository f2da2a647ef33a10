import type { Construct } from 'constructs';
import type { Manifest } from '../kubernetes';
import type { Problem } from '../problems';
import type { Decision } from './decisions';
import type { Resource } from './resource';
import type { DataSourceFact, PodFact, ServiceFact, World } from './world';

/** Pods by their labels in one namespace. */
export interface PodGroup {
  readonly namespace: string;
  readonly podSelector: Readonly<Record<string, string>>;
}

/** One group of pods opens connections to a port of another: what NetworkPolicies are made from. */
export interface Connection {
  readonly from: PodGroup;
  readonly to: PodGroup;
  readonly port: number | string;
}

/** What one workload wants another to take, as if that had selected it. */
export interface Contribution {
  /** Path of the construct that is to take it. */
  readonly to: string;
  readonly resource: Resource;
}

/** What a workload has decided, before anything is written. */
export interface Plan {
  readonly problems: readonly Problem[];

  /** The resources that it took. */
  readonly selected: readonly Resource[];

  /** To whom its pods talk. */
  readonly connections: readonly Connection[];

  /** What others are to take: those that are planned after it, see {@link Workload.after}. */
  readonly contributions?: readonly Contribution[];

  /** What it amounts to, for reports: `scrape jobs: 12`. */
  readonly figures: Readonly<Record<string, number>>;

  /** What its objects do not tell, for reports. */
  readonly decisions?: readonly Decision[];

  /** Writes the objects, given what all workloads of the app said about their connections. */
  render(connections: readonly Connection[]): readonly Manifest[];

  /** Writes objects that are made from what others have become in the end, patches included. */
  renderAfter?(finished: readonly Manifest[]): readonly Manifest[];
}

/** A construct that becomes objects: decides when the tree is complete, then writes. */
export interface Workload extends Construct {
  /** The Services it will write, known before it decides, so that monitors of others can be checked against them. */
  readonly serviceFacts: readonly ServiceFact[];

  /** The same for its pods. */
  readonly podFacts: readonly PodFact[];

  /** What Grafana can ask of it. */
  readonly dataSourceFacts?: readonly DataSourceFact[];

  /** Paths of those that may contribute to it: they are planned first, where that is possible. */
  after?(world: World): readonly string[];
  plan(world: World, contributed: readonly Contribution[]): Plan;
}
