import type { GlobalView } from '../../placement';
import type { PrometheusProps } from '../props';
import { isSharded } from '../shards';
import type { Viewed, ViewModel } from './model';
import { prometheusView } from './front';
import { thanosView, thanosViewOf } from './thanos';

const NONE: ViewModel = Object.freeze({ kind: 'none' });

/** The kinds of view that there are. */
export const VIEW_KINDS = ['thanos', 'prometheus', 'none'] as const satisfies readonly GlobalView[];

/** Several shards that are to be asked as one need something that does it, so that one is there where nothing is said. */
const DEFAULT_VIEW: GlobalView = 'thanos';

/** Which kind of view there is: none where a single server has everything, whatever is said. */
export function viewKind(program: Viewed['program'], props: PrometheusProps): GlobalView {
  if (program === 'agent' || !isSharded(props)) {
    return 'none';
  }
  const { globalView = DEFAULT_VIEW } = props;
  const kind = typeof globalView === 'string' ? globalView : globalView.kind;
  // One that is none of them is reported where it is checked.
  return VIEW_KINDS.includes(kind) ? kind : 'none';
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
