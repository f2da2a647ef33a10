/** Values of `--enable-feature` that change which expressions Prometheus accepts. */
export const PROMQL_FEATURES: readonly string[] = [
  'promql-binop-fill-modifiers',
  'promql-duration-expr',
  'promql-experimental-functions',
  'promql-extended-range-selectors',
  'promql-unquoted-utf8-names',
];
