import type { ThanosHttpClient } from './http-client';
import type { ThanosQueryProps } from './query-props';
import type { ThanosRulerProps } from './ruler-props';

/** Settings of a Query that something else makes. What it reads, and that it answers with all or nothing, is not for anybody to say. */
export type QuerySettings = Omit<ThanosQueryProps, 'name' | 'namespace' | 'endpoints' | 'partialResponse'>;

/** Settings of a Ruler that something else makes. Its rules, its labels and how often it evaluates are those of a Prometheus. */
export interface RulerSettings extends Omit<
  ThanosRulerProps,
  | 'name'
  | 'namespace'
  | 'queries'
  | 'queryEndpoints'
  | 'queryConfig'
  | 'prometheusRules'
  | 'ruleSelector'
  | 'ruleNamespaceSelector'
  | 'externalLabels'
  | 'enforcedNamespaceLabel'
  | 'excludedFromEnforcement'
  | 'evaluationInterval'
  | 'ruleQueryOffset'
  | 'lints'
> {
  /** How it speaks to the Query, where that has TLS. @default - as the Query serves, without a password */
  readonly queryClient?: ThanosHttpClient;
}
