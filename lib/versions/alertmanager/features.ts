import type { Section } from '../catalogue';
import { deprecated, each, removed, since } from '../facts';

/** Values of `--enable-feature`. A name that a release does not know keeps it from starting. */
export const alertmanagerFeatures: Section = {
  'receiver-name-in-metrics': since('0.27', '#3045'),
  ...each(since('0.27', '#3567'), 'classic-mode', 'utf8-strict-mode'),
  'auto-gomemlimit': since('0.28', '#3895'),
  'auto-gomaxprocs': removed(
    deprecated(since('0.28', '#3837'), '0.32', 'nothing, the Go runtime heeds the CPU limit by itself'),
    '0.33',
  ),
  'alert-names-in-metrics': since('0.31', '#4819'),
  'group-key-in-metrics': since('0.33', '#5047'),
  'event-recorder': since('0.33', '#5072'),
};
