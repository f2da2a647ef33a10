import { checkExclusive } from '../http';
import type { Where } from '../problems';
import { checkNamespaceEnforcement } from '../rules';
import { checkAddress, checkSelector } from '../scrape';
import {
  checkChoice,
  checkDuration,
  checkGoDuration,
  checkLabelName,
  checkUrl,
  checkWholeNumber,
} from '../values';
import { checkFeatures } from './features';
import { checkGrpcServerTls } from './grpc-tls';
import { checkThanosHttpClient } from './http-client';
import type { ThanosModel } from './model';
import { checkObjectStorage } from './objstore';
import type { ThanosRulerProps } from './ruler-props';
import { alertmanagerTarget, queryTarget } from './ruler-targets';

/** What our Prometheis have. */
export const DEFAULT_EVALUATION_INTERVAL = '30s';

/** What the operator calls it. */
export const DEFAULT_RULER_REPLICA_LABEL = 'thanos_ruler_replica';

/** Reports what is wrong with a Ruler, whatever else the app holds. */
export function checkRuler(where: Where, props: ThanosRulerProps, { release }: ThanosModel): void {
  checkSelector(where.at('ruleSelector'), props.ruleSelector);
  checkSelector(where.at('ruleNamespaceSelector'), props.ruleNamespaceSelector);
  checkDuration(where.at('evaluationInterval'), props.evaluationInterval, { positive: true });
  checkDuration(where.at('retention'), props.retention);
  checkDuration(where.at('ruleQueryOffset'), props.ruleQueryOffset);
  for (const field of ['ruleOutageTolerance', 'ruleGracePeriod', 'resendDelay'] as const) {
    checkGoDuration(where.at(field), props[field]);
  }
  checkWholeNumber(where.at('ruleConcurrentEval'), props.ruleConcurrentEval, { least: 1 });
  checkWholeNumber(where.at('ruleSlots'), props.ruleSlots, { least: 1, most: 256 });
  checkUrl(where.at('alertQueryUrl'), props.alertQueryUrl);
  checkFeatures(where.at('enableFeatures'), props.enableFeatures, release.version);
  checkGrpcServerTls(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig);
  checkObjectStorage(where, props, release.version);
  checkLabels(where, props);
  checkNamespaceEnforcement(where, props);
  checkQueries(where, props);
  checkAlertmanagers(where, props);
}

function checkLabels(where: Where, props: ThanosRulerProps): void {
  const replica = props.replicaExternalLabelName ?? DEFAULT_RULER_REPLICA_LABEL;
  checkLabelName(where.at('replicaExternalLabelName'), replica);
  Object.keys(props.externalLabels ?? {}).forEach((label) => {
    checkLabelName(where.at('externalLabels'), label);
    if (label === replica) {
      where.at('externalLabels').error({
        code: 'contradiction',
        value: label,
        complaint: 'is what replicaExternalLabelName writes already',
        remedy: 'Choose another label.',
      });
    }
  });
  props.alertDropLabels?.forEach((label, index) => {
    checkLabelName(where.at('alertDropLabels', index), label);
  });
}

function checkQueries(where: Where, props: ThanosRulerProps): void {
  checkExclusive(where, props, ['queries', 'queryEndpoints', 'queryConfig']);
  if (
    props.queryConfig === undefined &&
    (props.queries ?? []).length === 0 &&
    (props.queryEndpoints ?? []).length === 0
  ) {
    where.at('queries').error({
      code: 'incomplete',
      complaint: 'names nobody who could evaluate the rules',
      remedy: 'Name a ThanosQuery: `queries: [query]`.',
    });
  }
  props.queries?.forEach((given, index) => {
    const target = queryTarget(given);
    const at = where.at('queries', index);
    checkThanosHttpClient(at, target);
    if (target.query.queryEndpoint.scheme === 'https' && target.tlsConfig === undefined) {
      reportUnverified(at, target.query.queryEndpoint.title, '{ query, tlsConfig: … }');
    }
  });
}

function checkAlertmanagers(where: Where, props: ThanosRulerProps): void {
  checkExclusive(where, props, ['alertmanagers', 'alertmanagersUrl', 'alertmanagersConfig']);
  props.alertmanagers?.forEach((given, index) => {
    const at = where.at('alertmanagers', index);
    const target = alertmanagerTarget(given);
    checkThanosHttpClient(at, target);
    checkExclusive(at, target, ['alertmanager', 'targets']);
    checkChoice(at.at('scheme'), target.scheme, ['http', 'https']);
    checkDuration(at.at('timeout'), target.timeout, { positive: true });
    target.targets?.forEach((address, position) => {
      checkAddress(at.at('targets', position), address);
    });
    if (target.alertmanager === undefined && (target.targets ?? []).length === 0) {
      at.error({
        code: 'incomplete',
        complaint: 'names no Alertmanager',
        remedy: 'Set `alertmanager` or `targets`.',
      });
    }
    const endpoint = target.alertmanager?.endpoint;
    if ((target.scheme ?? endpoint?.scheme) === 'https' && target.tlsConfig === undefined) {
      reportUnverified(at, endpoint?.name ?? 'https', '{ alertmanager, tlsConfig: … }');
    }
  });
}

function reportUnverified(where: Where, value: string, remedy: string): void {
  where.warning({
    code: 'unverified-certificate',
    value,
    complaint: "serves https, and its certificate is verified against the system's authorities",
    remedy: `Name its authority: \`${remedy}\`; \`tlsConfig: {}\` where the system knows it.`,
  });
}
