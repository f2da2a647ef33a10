import type { Where } from '../../problems';
import { checkDnsLabel, checkWholeNumber } from '../../values';
import { checkWorkload } from '../../workload';
import type { GrafanaProps } from './props';

/** Pods, and the label in which Kubernetes puts the StatefulSet's name and a digest, leave this much. */
const LONGEST = 63 - '-0123456789'.length - 'grafana-'.length;

/** Reports what can be judged without the rest of the app. */
export function checkGrafana(where: Where, name: string, props: GrafanaProps): void {
  checkDnsLabel(where.at('name'), name);
  if (name.length > LONGEST) {
    where.at('name').error({
      code: 'invalid-name',
      value: name,
      complaint: `is longer than ${LONGEST} characters, so that names of pods would be too long`,
    });
  }
  checkWorkload(where, props);
  checkWholeNumber(where.at('replicas'), props.replicas);
  if (props.version !== undefined && !/^v?\d+\.\d+\.\d+/.test(props.version)) {
    where.at('version').error({
      code: 'invalid-version',
      value: props.version,
      complaint: 'is no version',
      remedy: 'Write all three numbers: "13.1.3".',
    });
  }
  if ((props.replicas ?? 1) > 1 && props.config?.database === undefined) {
    where.at('replicas').error({
      code: 'contradiction',
      value: props.replicas,
      complaint: 'is more than one, and each would have users and sessions of its own',
      remedy: "Name a database that they share: `config: { database: { type: 'postgres', … } }`.",
    });
  }
}
