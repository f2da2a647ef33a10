import type { Where } from '../../problems';
import { checkChoice } from '../../values';
import type { PrometheusProps } from '../props';
import { isSharded } from '../shards';
import { VIEW_KINDS, viewKind } from './view';
import { checkPrometheusView } from './front-check';
import { checkThanosView } from './thanos-check';

/** Reports a view that could not work. A kind of view has a file of its own for that. */
export function checkView(where: Where, props: PrometheusProps): void {
  const { globalView } = props;
  const at = where.at('globalView');
  const kind = typeof globalView === 'object' ? globalView.kind : globalView;
  checkChoice(typeof globalView === 'object' ? at.at('kind') : at, kind, VIEW_KINDS);
  if (kind !== undefined && kind !== 'none' && !isSharded(props)) {
    at.warning({
      code: 'no-effect',
      value: kind,
      complaint: 'has no effect: a single shard has all samples, and answers itself',
      remedy: 'Leave it out until `shards` is more than 1.',
    });
  }
  switch (viewKind('server', props)) {
    case 'thanos':
      checkThanosView(where, props);
      break;
    case 'prometheus':
      checkPrometheusView(where, props);
      break;
    case 'none':
  }
}
