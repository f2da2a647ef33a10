import { METRIC_NAME, matchersOf, type Call, type Expr, type VectorSelector } from '../../promql';
import { aggregate, call, EVERYTHING, string } from '../build';
import type { PartialRecorder } from './partial-recorder';

/**
 * `absent(x)` by how many x there are on the shards. What is absent has the labels that were asked for by value; where they
 * cannot be told from the selector, this is undefined.
 */
export function splitAbsent({ name, args }: Call, partials: PartialRecorder): Expr | undefined {
  const [arg] = args;
  const asked = arg?.type === 'matrixSelector' ? arg.selector : arg;
  if (arg === undefined || asked?.type !== 'vectorSelector' || asked.at !== undefined) {
    return undefined;
  }
  const present = name === 'absent' ? arg : call('present_over_time', arg);
  const count = partials.partial('count', aggregate('count', present, EVERYTHING));
  const absent: Expr = call('absent', aggregate('sum', count, EVERYTHING));
  return [...labelsOf(asked)].reduce(
    (expr, [label, value]) =>
      call(
        'label_replace',
        expr,
        string(label),
        string(value.replaceAll('$', '$$$$')),
        string(''),
        string(''),
      ),
    absent,
  );
}

/** As Prometheus collects them: a label that is asked for twice is none. */
function labelsOf(selector: VectorSelector): Map<string, string> {
  const labels = new Map<string, string>();
  const seen = new Set<string>();
  for (const { name, type, value } of matchersOf(selector)) {
    if (name === METRIC_NAME) {
      continue;
    }
    if (type === '=' && !seen.has(name)) {
      seen.add(name);
      labels.set(name, value);
    } else {
      labels.delete(name);
    }
  }
  return new Map([...labels].filter(([, value]) => value !== ''));
}
