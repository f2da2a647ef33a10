import type { Catalogue } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old, section } from './old';

/** Which alerts go where, when, and which mute which. */
export const routingSections = {
  route: {
    ...each(old, 'receiver', 'group_by', 'continue'),
    ...each(old, 'group_wait', 'group_interval', 'repeat_interval'),
    ...each(deprecated(old, '0.22', 'matchers'), 'match', 'match_re'),
    matchers: since('0.22', '#2434'),
    mute_time_intervals: since('0.22', '#2393'),
    active_time_intervals: since('0.24', '#2779'),
    labels: since('0.34', '#5328'),
    routes: section('route'),
  },
  inhibit_rule: {
    ...each(deprecated(old, '0.22', 'source_matchers'), 'source_match', 'source_match_re'),
    ...each(deprecated(old, '0.22', 'target_matchers'), 'target_match', 'target_match_re'),
    ...each(since('0.22', '#2460'), 'source_matchers', 'target_matchers'),
    equal: old,
    name: since('0.30', '#4628'),
  },
  time_interval: {
    name: since('0.22', '#2393'),
    time_intervals: section('time_interval_spec', since('0.22', '#2393')),
  },
  time_interval_spec: {
    times: section('time_range', since('0.22', '#2393')),
    ...each(since('0.22', '#2393'), 'weekdays', 'days_of_month', 'months', 'years'),
    location: since('0.25', '#2782'),
  },
  time_range: each(since('0.22', '#2393'), 'start_time', 'end_time'),
} satisfies Catalogue;
