import type { GlobalView } from '../placement';
import type { PrometheusProps } from './props';
import type { Viewed, ViewModel } from './view-model';
import { prometheusView } from './view-front';
import { thanosView, thanosViewOf } from './view-thanos';

const NONE: ViewModel = Object.freeze({ kind: 'none' });

/** Which kind of view there is: none where a single server has everything, whatever is said. */
export function viewKind(
  program: Viewed['program'],
  { shards = 1, retiredShards = [], globalView = 'none' }: PrometheusProps,
): GlobalView {
  if (program === 'agent' || (shards < 2 && retiredShards.length === 0)) {
    return 'none';
  }
  return typeof globalView === 'string' ? globalView : globalView.kind;
}

/** The props with what the view needs of each shard. */
export function withSidecars(program: Viewed['program'], props: PrometheusProps): PrometheusProps {
  return viewKind(program, props) === 'thanos' ? { ...props, thanos: props.thanos ?? {} } : props;
}

/** The view with its defaults filled in. A kind of view is a case here, one of `viewParts`, and a file `view-<kind>.ts`. */
export function viewModel(of: Viewed, props: PrometheusProps): ViewModel {
  const kind = viewKind(of.program, props);
  switch (kind) {
    case 'thanos':
      return Object.freeze(thanosView(of, props, thanosViewOf(props)));
    case 'prometheus':
      return Object.freeze(prometheusView(of, props));
    case 'none':
      return NONE;
  }
}
