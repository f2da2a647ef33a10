import type { MeshNode } from '../mesh';

/** What to do next. One thing; then look again. */
export type Action =
  | { readonly kind: 'wait'; readonly instance?: string; readonly reason: string }

  /** Push to each what it lacks. */
  | { readonly kind: 'bring-state'; readonly to: readonly string[] }

  /** Tell each that the member, which is gone, has left. */
  | { readonly kind: 'tell-departure'; readonly to: readonly string[]; readonly node: MeshNode }

  /**
   * Keep these from notifying for a while.
   *
   * - `former-mesh`: another mesh still does
   * - `last-word`: it is about to be replaced, and nobody else would hear what it says now
   */
  | {
      readonly kind: 'hold';
      readonly instances: readonly string[];
      readonly why: 'former-mesh' | 'last-word';
    }

  /** Let these notify again. */
  | { readonly kind: 'release'; readonly instances: readonly string[] }

  /** Bring the active alerts of the others. */
  | { readonly kind: 'bring-alerts'; readonly to: string }
  | {
      readonly kind: 'evict';
      readonly instance: string;
      readonly uid: string;
      readonly reason: 'outdated' | 'broken';
    }

  /** Make the former revision the one that pods get. */
  | {
      readonly kind: 'restore-revision';
      readonly revision: string;
      readonly instance: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'halt';
      readonly reason: HaltReason;
      readonly instance?: string;
      readonly message: string;
    }
  | { readonly kind: 'done' };

/**
 * Why it went no further.
 *
 * - `self-rolling`: Kubernetes replaces the pods by itself, so nobody can hold it back
 * - `failed`: an instance of the new revision did not get whole
 * - `degraded`: several instances are not whole, and none of that is of our doing
 * - `refused`: the API server does not allow the eviction
 * - `stuck`: nothing moves, and nobody is to blame
 */
export type HaltReason = 'self-rolling' | 'failed' | 'degraded' | 'refused' | 'stuck';
