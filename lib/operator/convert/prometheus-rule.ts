import type { Rules } from './fields';
import { gone, renamed, verbatim } from './rules';

export const PROMETHEUS_RULE: Rules = {
  'groups[].labels': verbatim,
  'groups[].query_offset': renamed('queryOffset'),
  'groups[].partial_response_strategy': gone(
    'is of Thanos Ruler and is not kept: there a rule that is evaluated on a part of the data fails, instead of being wrong',
    'Leave it out.',
    (value) => String(value).toLowerCase() !== 'abort',
  ),
  'groups[].rules[].expr': ({ value }) => ({ expr: String(value) }),
  'groups[].rules[].keep_firing_for': renamed('keepFiringFor'),
  'groups[].rules[].labels': verbatim,
  'groups[].rules[].annotations': verbatim,
};
