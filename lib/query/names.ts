import type { ThanosKind } from './kinds';

/** The names of the objects of a program of Thanos. Those of the Ruler's StatefulSet and claims are the operator's. */
export interface ThanosNames {
  /** The Deployment or StatefulSet. */
  readonly workload: string;

  /** One address for all ready pods. */
  readonly service: string;

  /** The pods one by one; only where each has data of its own. */
  readonly headlessService: string;
  readonly serviceAccount: string;
  readonly config: string;
  readonly claim: string;
  readonly ruleSlot: (index: number) => string;
}

/** Names of pods and, in a label, of their StatefulSet with a digest leave this much. */
export function longestName({ app }: ThanosKind): number {
  return 63 - '-0123456789'.length - `${app}-`.length;
}

export function thanosNames({ app }: ThanosKind, name: string): ThanosNames {
  const full = `${app}-${name}`;
  return {
    workload: full,
    service: full,
    headlessService: `${full}-headless`,
    serviceAccount: full,
    config: full,
    claim: `${full}-data`,
    ruleSlot: (index) => `${full}-rulefiles-${index}`,
  };
}
