import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';

/** Rule files. Recording and alerting rules share a section, as they do in upstream's parser. */
export const ruleSections = {
  rule_file: {
    groups: section('rule_group'),
  },
  rule_group: {
    ...each(old, 'name', 'interval', 'limit'),
    query_offset: since('2.53', '#14061'),
    labels: since('3.0', '#11474'),
    rules: section('rule'),
  },
  rule: each(old, 'record', 'alert', 'expr', 'for', 'keep_firing_for', 'labels', 'annotations'),
} satisfies Catalogue;
