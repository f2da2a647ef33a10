import type { Where } from '../problems';
import { asksForCertificate } from '../web';
import type { AlertmanagerProps } from './props';
import { checkRollout, LONGEST_JOB_NAME } from './rollout';

/** Why a companion cannot roll an Alertmanager, and what of it is the reason. */
export interface Obstacle {
  readonly field: readonly string[];
  readonly complaint: string;
}

/** What keeps a companion from an Alertmanager: it has to ask all instances, as anybody else who may. */
export function rolloutObstacle({ web = {}, clusterTLS }: AlertmanagerProps): Obstacle | undefined {
  if (web.configFile !== undefined) {
    return {
      field: ['web', 'configFile'],
      complaint: 'may ask for a password, which the companion does not have',
    };
  }
  if (asksForCertificate(web)) {
    return {
      field: ['web', 'tlsConfig', 'clientAuthType'],
      complaint: 'asks for a certificate, which the companion does not have',
    };
  }
  const file = (['caFile', 'certFile', 'keyFile'] as const).find(
    (field) => clusterTLS?.client[field] !== undefined,
  );
  return file === undefined
    ? undefined
    : {
        field: ['clusterTLS', 'client', file],
        complaint: 'names a file of the pods of Alertmanager, which those of the companion do not have',
      };
}

/** Reports what contradicts a companion. */
export function checkOwnRollout(where: Where, name: string, props: AlertmanagerProps): void {
  const { rollout, updateStrategy, replicas = 3, forceEnableClusterMode } = props;
  const obstacle = rolloutObstacle(props);
  if (rollout === undefined) {
    if (obstacle !== undefined && replicas > 1 && updateStrategy === undefined) {
      where.at(...obstacle.field).warning({
        code: 'not-rolled',
        complaint: `${obstacle.complaint}: Kubernetes rolls the instances, and looks at their web servers only`,
        remedy: "Set `rollout: 'none'` to say that you know.",
      });
    }
    return;
  }
  if (rollout === 'none') {
    return;
  }
  const at = where.at('rollout');
  checkRollout(at, rollout);
  if (obstacle !== undefined) {
    where.at(...obstacle.field).error({
      code: 'contradiction',
      complaint: obstacle.complaint,
      remedy: "Change that, or set `rollout: 'none'`.",
    });
  }
  if (updateStrategy === 'RollingUpdate') {
    where.at('updateStrategy').error({
      code: 'contradiction',
      value: updateStrategy,
      complaint: 'lets Kubernetes replace the instances while the companion does',
      remedy: "Leave it out, or set `rollout: 'none'`.",
    });
  }
  if (replicas === 1 && forceEnableClusterMode !== true) {
    at.error({
      code: 'contradiction',
      complaint: 'needs a mesh: by that the companion reads what an instance holds',
      remedy: 'Set `forceEnableClusterMode: true`, or more than one of `replicas`.',
    });
  }
  if (rollout.mode === 'Job' && name.length > LONGEST_JOB_NAME) {
    where.at('name').error({
      code: 'invalid-name',
      value: name,
      complaint: `is longer than ${LONGEST_JOB_NAME} characters, so that the name of the Job would be too long`,
      remedy: "Choose a shorter one, or `mode: 'Controller'`.",
    });
  }
}
