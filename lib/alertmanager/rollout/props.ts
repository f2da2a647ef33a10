import type { LocalObjectReference, ResourceRequirements, Toleration } from 'kubernetes-types/core/v1';

/** What both ways to run the companion have in common. */
export interface RolloutPods {
  /** Image with Node 20 or newer as `node`; name a digest where you pin images. @default 'docker.io/library/node:22.20.0-alpine3.22' */
  readonly image?: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly imagePullSecrets?: readonly LocalObjectReference[];

  /** @default - 10m CPU and 80Mi memory requested, at most 512Mi: in proportion to what Alertmanagers hold */
  readonly resources?: ResourceRequirements;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly priorityClassName?: string;

  /** How long an instance may take until it is whole, before the rollout stops. Go duration. @default '5m' */
  readonly deadline?: string;

  /** Whether another instance notifies before the last one that does is replaced: no page is late, and a roll is slower. @default false */
  readonly gapless?: boolean;

  /** Whether instances that are not whole are healed and replaced, instead of stopping there. @default false */
  readonly forceFromDegraded?: boolean;

  /** Annotations of the Job or Deployment. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A Job that rolls once, for each change a new one. */
export interface RolloutJob extends RolloutPods {
  readonly mode: 'Job';

  /** Whether an instance that does not get whole is brought back to what it was. @default 'halt' */
  readonly onFailure?: 'halt' | 'rollback';

  /** Only controllers keep a copy. */
  readonly store?: never;
}

/** A Deployment of one pod that rolls on every change, and gives back to a mesh what it has lost. */
export interface RolloutController extends RolloutPods {
  readonly mode: 'Controller';

  /**
   * Where the copy of silences and of the log of notifications outlives the controller. `Secret`: up to 900 KiB, gzipped;
   * `none`: in its memory only.
   * @default 'Secret'
   */
  readonly store?: 'Secret' | 'none';

  /** A controller stops, and goes on when the StatefulSet is changed. */
  readonly onFailure?: never;
}

/** How Alertmanagers are rolled. */
export type Rollout = RolloutJob | RolloutController;
