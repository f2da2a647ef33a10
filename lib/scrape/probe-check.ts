import { checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkMonitorRules } from '../rules';
import { checkChoice, checkDuration, checkLabelName } from '../values';
import {
  checkClassified,
  checkSharded,
  checkFormat,
  checkLimits,
  checkMonitorClient,
  checkTimeout,
} from './common-check';
import { checkNotEmpty } from './not-empty';
import type { ProbeProps } from './probe';
import { checkRelabelings } from './relabeling';
import { checkNamespaceSelector, checkSelector } from './selector';

/** Host and optional port: IPv6 in brackets. */
const ADDRESS = /^(\[[0-9a-fA-F:.]+\]|[^\s/:?#[\]]+)(:\d{1,5})?$/;

/** Reports what is wrong with a Probe whoever selects it. */
export function checkProbe(where: Where, props: ProbeProps): void {
  const { prober, targets } = props;
  if (!ADDRESS.test(prober.url)) {
    where.at('prober', 'url').error({
      code: 'invalid-url',
      value: prober.url,
      complaint: 'is not a host with an optional port',
      remedy:
        'Leave out scheme and path, they have fields of their own: "blackbox-exporter.monitoring.svc:9115".',
    });
  }
  checkChoice(where.at('prober', 'scheme'), prober.scheme, ['http', 'https']);
  checkDuration(where.at('interval'), props.interval);
  checkTimeout(where, props.interval, props.scrapeTimeout);
  checkMonitorClient(where, props);
  checkClassified(where, props);
  checkSharded(where, props);
  checkMonitorRules(where.at('rules'), props.rules);
  checkHttpClient(where.at('prober'), prober);
  checkLimits(where, props);
  checkFormat(where, props);
  checkRelabelings(where.at('metricRelabelings'), props.metricRelabelings);
  checkTargets(where.at('targets'), targets);
  const moduleParam = props.params?.findIndex(({ name }) => name === 'module') ?? -1;
  if (props.module !== undefined && moduleParam >= 0) {
    where.at('params', moduleParam).error({
      code: 'contradiction',
      value: 'module',
      complaint: 'says the same as the field `module`',
      remedy: 'Keep one of them.',
    });
  }
}

function checkTargets(where: Where, targets: ProbeProps['targets']): void {
  // Types do not hold in plain JavaScript.
  const given = [targets.staticConfig, targets.ingress].filter((kind) => kind !== undefined);
  if (given.length !== 1) {
    where.error({
      code: given.length === 0 ? 'incomplete' : 'contradiction',
      complaint:
        given.length === 0 ? 'names none' : 'has staticConfig and ingress, of which only one can hold',
      remedy: 'Set either `staticConfig` or `ingress`; write a second Probe for the other.',
    });
  }
  if (targets.staticConfig) {
    const at = where.at('staticConfig');
    checkNotEmpty(at.at('static'), targets.staticConfig.static);
    Object.keys(targets.staticConfig.labels ?? {}).forEach((label) => {
      checkLabelName(at.at('labels'), label);
    });
    checkRelabelings(at.at('relabelingConfigs'), targets.staticConfig.relabelingConfigs);
  }
  if (targets.ingress) {
    checkSelector(where.at('ingress', 'selector'), targets.ingress.selector);
    checkNamespaceSelector(where.at('ingress', 'namespaceSelector'), targets.ingress.namespaceSelector);
    checkRelabelings(where.at('ingress', 'relabelingConfigs'), targets.ingress.relabelingConfigs);
  }
}
