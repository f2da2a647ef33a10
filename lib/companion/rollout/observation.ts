import type { MeshFailure, MeshNode } from '../mesh';

/**
 * What was seen at one look, as plain data: all that {@link decide} goes by. It has no clock; where time matters
 * the seconds that have passed are given.
 */
export interface Observation {
  readonly set: SetObservation;

  /** One for each ordinal that the StatefulSet has, the lowest first. */
  readonly instances: readonly InstanceObservation[];

  /** Why the last eviction was refused, as the API server says it; undefined where it was not. */
  readonly refusal?: string | undefined;

  /** Seconds for which the same has been decided, and no pod came, went, or turned out well. */
  readonly stalledFor: number;
}

/** The StatefulSet. */
export interface SetObservation {
  /** The revision that pods get from now on. */
  readonly revision: string;

  /** Whether the StatefulSet controller has seen the last change. */
  readonly observed: boolean;

  /** Whether Kubernetes replaces pods by itself, other than the set should. */
  readonly selfRolling: boolean;

  /** Where pods of that revision look for their peers. */
  readonly peers: string;
}

/** One instance, whether or not there is a pod of it. */
export interface InstanceObservation {
  /** Of the pod, and in the mesh. */
  readonly name: string;
  readonly pod?: PodObservation | undefined;

  /** Seconds since it was seen whole, or since the first look. */
  readonly unwellFor: number;

  /** Seconds since it was first seen ready. */
  readonly readyFor: number;
}

export interface PodObservation {
  readonly uid: string;
  readonly revision: string;
  readonly address?: string | undefined;

  /** Seconds since it was made. */
  readonly age: number;

  /** It has been told to end. */
  readonly ending: boolean;
  readonly ready: boolean;

  /** Why it will not get ready by itself: it crashes again and again, or has no image. */
  readonly failure?: string | undefined;

  /** What it waits for, while it is not ready. */
  readonly obstacle?: string | undefined;

  /** The mesh that its arguments put it into: instances of different ones never meet. */
  readonly mesh: string;

  /** Where its arguments have it look for its peers. */
  readonly peers: string;

  /** Whether that leads to none of the others, for certain. */
  readonly leadsNowhere: boolean;

  /** What its gossip port says; undefined before it is ready. */
  readonly gossip?: GossipObservation | undefined;

  /** Whether it would notify by now: it has settled, and its start delay is over. */
  readonly dispatching: boolean;

  /** Active alerts of its fellows that it lacks, and ended ones that it does not know to have ended: it is to be told. */
  readonly alertsLacking: number;
}

export type GossipObservation =
  | {
      readonly seen: true;

      /** The members in its view. */
      readonly members: readonly MeshNode[];

      /** Of all that any instance holds. */
      readonly lacking: number;

      /** Of those, the ones that are no longer on their way to it through the mesh itself. */
      readonly overdue: number;

      /** Seconds for which a hold still keeps it from notifying. */
      readonly heldFor: number;
    }
  | {
      readonly seen: false;
      readonly reason: string;
      readonly failure: MeshFailure | 'no-mesh' | 'forbidden';
    };
