import type { Finding } from './finding';
import { prometheusPairs } from './prometheis';
import { liveShards, type PrometheusSide, type Side } from './side';

/** The folder of rules that users put into ConfigMaps while the pods run. */
const FOLDER = '/etc/prometheus/user-rules/';

/** Rules of users that are read no more, as those of a Prometheus that gets shards: no manifest shows whether there are any. */
export function liveRuleFindings(before: Side, after: Side): Finding[] {
  return prometheusPairs(before, after).flatMap(({ title, before: was, after: is }): Finding[] =>
    readsLiveRules(was) && !readsLiveRules(is)
      ? [
          {
            level: 'warning',
            code: 'live-rules-unread',
            subject: title,
            text: 'rules that users have put into ConfigMaps are read no more, and an apply that prunes deletes the ConfigMap that was there for them',
            remedy: 'Put those that are needed into the app first.',
          },
        ]
      : [],
  );
}

function readsLiveRules(prometheus: PrometheusSide): boolean {
  return liveShards(prometheus).some(({ files }) =>
    files?.config.rule_files?.some((glob) => glob.startsWith(FOLDER)),
  );
}
