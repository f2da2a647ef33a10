import { checkExclusive } from '../http';
import type { Where } from '../problems';
import { checkMonitorRules } from '../rules';
import { checkChoice, checkPortName, checkPortNumber } from '../values';
import { checkClassified, checkSharded, checkEndpoint, checkFormat, checkLimits } from './common-check';
import { checkNotEmpty } from './not-empty';
import { checkNamespaceSelector, checkSelector } from './selector';
import type { ServiceMonitorEndpoint, ServiceMonitorProps } from './service-monitor';

/** Reports what is wrong with a ServiceMonitor whoever selects it. */
export function checkServiceMonitor(where: Where, props: ServiceMonitorProps): void {
  checkSelector(where.at('selector'), props.selector);
  checkNamespaceSelector(where.at('namespaceSelector'), props.namespaceSelector);
  checkChoice(where.at('selectorMechanism'), props.selectorMechanism, ['RelabelConfig', 'RoleSelector']);
  checkChoice(where.at('serviceDiscoveryRole'), props.serviceDiscoveryRole, ['EndpointSlice', 'Endpoints']);
  checkClassified(where, props);
  checkSharded(where, props);
  checkMonitorRules(where.at('rules'), props.rules);
  checkLimits(where, props);
  checkFormat(where, props);
  checkNotEmpty(where.at('endpoints'), props.endpoints);
  props.endpoints.forEach((endpoint, index) => {
    checkServiceEndpoint(where.at('endpoints', index), endpoint);
  });
}

function checkServiceEndpoint(where: Where, endpoint: ServiceMonitorEndpoint): void {
  checkExclusive(where, endpoint, ['port', 'targetPort']);
  if (endpoint.port === undefined && endpoint.targetPort === undefined) {
    where.error({
      code: 'incomplete',
      complaint: 'names no port, so that every port of the Services would be scraped',
      remedy: 'Set `port` to the name of the port of the Service.',
    });
  }
  checkPortName(where.at('port'), endpoint.port);
  if (typeof endpoint.targetPort === 'number') {
    checkPortNumber(where.at('targetPort'), endpoint.targetPort);
  } else {
    checkPortName(where.at('targetPort'), endpoint.targetPort);
  }
  checkEndpoint(where, endpoint);
}
