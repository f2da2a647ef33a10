/**
 * A PromQL expression over several lines, without the indentation that it has in the source.
 *
 * ```ts
 * promql`
 *   rate(node_network_receive_errs_total[5m])
 *     / rate(node_network_receive_packets_total[5m])
 *     > 0.01
 * `
 * ```
 */
export function promql(strings: TemplateStringsArray, ...values: ReadonlyArray<string | number>): string {
  const lines = String.raw(strings, ...values)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const indentation = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indentation)).join('\n');
}
