import type { Where } from '../problems';
import { checkChoice, checkGoDuration, checkLabelName, checkWholeNumber } from '../values';
import { checkFeatures } from './features';
import { checkGrpcClientTls, checkGrpcServerTls } from './grpc-tls';
import type { ThanosModel } from './model';
import type { ThanosQueryProps } from './query-props';

const DURATIONS = [
  'responseTimeout',
  'timeout',
  'lookbackDelta',
  'defaultEvaluationInterval',
  'endpointReloadInterval',
] as const satisfies ReadonlyArray<keyof ThanosQueryProps>;

/** Reports what is wrong with a Query, whatever else the app holds. */
export function checkQuery(where: Where, props: ThanosQueryProps, { release }: ThanosModel): void {
  for (const field of DURATIONS) {
    checkGoDuration(where.at(field), props[field]);
  }
  checkWholeNumber(where.at('maxConcurrency'), props.maxConcurrency, { least: 1 });
  checkWholeNumber(where.at('maxConcurrentSelect'), props.maxConcurrentSelect, { least: 1 });
  checkChoice(where.at('deduplication'), props.deduplication, ['penalty', 'chain']);
  checkChoice(where.at('promqlEngine'), props.promqlEngine, ['prometheus', 'thanos']);
  checkFeatures(where.at('enableFeatures'), props.enableFeatures, release.version);
  props.replicaLabels?.forEach((label, index) => {
    checkLabelName(where.at('replicaLabels', index), label);
  });
  checkGrpcServerTls(where.at('grpcServerTlsConfig'), props.grpcServerTlsConfig);
  checkGrpcClientTls(where.at('grpcClientTlsConfig'), props.grpcClientTlsConfig);
  if (props.endpoints.length === 0) {
    where.at('endpoints').warning({
      code: 'incomplete',
      complaint: 'is empty: every query is answered with nothing',
      remedy: 'Name what is to be read.',
    });
  }
  reportPartial(where, props);
}

/** What makes answers that are wrong and look right is never there in silence. */
function reportPartial(where: Where, { partialResponse, responseTimeout }: ThanosQueryProps): void {
  if (partialResponse === true) {
    where.at('partialResponse').warning({
      code: 'silently-partial',
      value: true,
      complaint:
        'answers with what there is: sums are too small and `absent()` fires while an endpoint is missing',
      remedy: 'Leave it out, and let those who want it ask with `partial_response=true`.',
    });
  }
  if (responseTimeout !== undefined && /^(0[a-zµ]*)+$/.test(responseTimeout)) {
    where.at('responseTimeout').warning({
      code: 'hangs',
      value: responseTimeout,
      complaint: 'means for ever: an endpoint that hangs holds up every query until `timeout`',
      remedy: 'Leave it out for 10s.',
    });
  }
}
