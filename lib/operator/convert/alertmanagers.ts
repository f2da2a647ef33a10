import { matchesLabels } from '../../scrape';
import { isObject } from '../schema';
import { isWorkload, type WorkloadObject } from './identity';
import { operatorPodLabels } from './labels';
import type { Surroundings } from './surroundings';

/** The Service that the operator makes for all Alertmanagers of a namespace. */
const OPERATED = 'alertmanager-operated';

/** The Alertmanagers among the files that a Service leads to. */
export function alertmanagersBehind(
  surroundings: Surroundings,
  namespace: string,
  service: string,
): WorkloadObject[] {
  const candidates = surroundings.objects
    .filter(isWorkload)
    .filter(({ kind, metadata }) => kind === 'Alertmanager' && metadata.namespace === namespace);
  const manifest = surroundings.find('Service', namespace, service);
  const selector = isObject(manifest?.spec) ? manifest.spec.selector : undefined;
  if (isObject(selector)) {
    return candidates.filter((object) =>
      matchesLabels({ matchLabels: selector as Record<string, string> }, operatorPodLabels(object)),
    );
  }
  // It is not among the files; what its name says has to do.
  return candidates.filter(
    ({ metadata, spec }) =>
      service === OPERATED || service === spec.serviceName || service === `alertmanager-${metadata.name}`,
  );
}
