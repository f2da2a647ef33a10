import { checkExclusive } from '../http';
import type { Where } from '../problems';
import { checkMonitorRules } from '../rules';
import { checkChoice, checkPortName, checkPortNumber } from '../values';
import { checkClassified, checkSharded, checkEndpoint, checkFormat, checkLimits } from './common-check';
import { checkNotEmpty } from './not-empty';
import type { PodMetricsEndpoint, PodMonitorProps } from './pod-monitor';
import { checkNamespaceSelector, checkSelector } from './selector';

/** Reports what is wrong with a PodMonitor whoever selects it. */
export function checkPodMonitor(where: Where, props: PodMonitorProps): void {
  checkSelector(where.at('selector'), props.selector);
  checkNamespaceSelector(where.at('namespaceSelector'), props.namespaceSelector);
  checkChoice(where.at('selectorMechanism'), props.selectorMechanism, ['RelabelConfig', 'RoleSelector']);
  checkClassified(where, props);
  checkSharded(where, props);
  checkMonitorRules(where.at('rules'), props.rules);
  checkLimits(where, props);
  checkFormat(where, props);
  checkNotEmpty(where.at('podMetricsEndpoints'), props.podMetricsEndpoints);
  props.podMetricsEndpoints.forEach((endpoint, index) => {
    checkPodEndpoint(where.at('podMetricsEndpoints', index), endpoint);
  });
}

function checkPodEndpoint(where: Where, endpoint: PodMetricsEndpoint): void {
  checkExclusive(where, endpoint, ['port', 'portNumber', 'targetPort']);
  checkPortName(where.at('port'), endpoint.port);
  checkPortNumber(where.at('portNumber'), endpoint.portNumber);
  if (typeof endpoint.targetPort === 'number') {
    checkPortNumber(where.at('targetPort'), endpoint.targetPort);
  } else {
    checkPortName(where.at('targetPort'), endpoint.targetPort);
  }
  checkEndpoint(where, endpoint);
}
