import type { Where } from '../../problems';
import type { PrometheusProps } from '../props';
import { checkRulerAlerting, type RulerWords } from './alerts';
import { thanosViewOf } from './thanos';

const WORDS: RulerWords = {
  rules: 'rules that need all shards',
  remedy:
    "Say how the Ruler reaches them, `globalView: { kind: 'thanos', ruler: { alertmanagers: [ … ] } }`, or choose another `globalView`.",
};

/** Reports what keeps a view of Thanos from being what a Prometheus without shards is. */
export function checkThanosView(where: Where, props: PrometheusProps): void {
  const { query, ruler, stores = [] } = thanosViewOf(props);
  const at = where.at('globalView');
  stores.forEach(({ storeEndpoint }, index) => {
    if (storeEndpoint?.kind !== 'store') {
      at.at('stores', index).error({
        code: 'contradiction',
        ...(storeEndpoint === undefined ? {} : { value: storeEndpoint.title }),
        complaint:
          'is no ThanosStore: rules of this Prometheus would read series of another as if they were its own',
        remedy: 'To ask several Prometheis at once, make a ThanosQuery of your own over them.',
      });
    }
  });
  if (
    query?.web === undefined &&
    (props.web?.configFile?.basicAuth !== undefined || props.web?.tlsConfig !== undefined)
  ) {
    at.at('query', 'web').error({
      code: 'incomplete',
      complaint:
        'is not said, while the shards have TLS or a password: who is kept out there would be let in by the Query',
      remedy:
        "Set `globalView: { kind: 'thanos', query: { web: { tlsConfig: … } } }`; `web: {}` shows that you know. A Query has no passwords: `networkPolicy` says who may ask it. Or choose another `globalView`.",
    });
  }
  if (
    ruler?.alertmanagers === undefined &&
    ruler?.alertmanagersUrl === undefined &&
    ruler?.alertmanagersConfig === undefined
  ) {
    checkRulerAlerting(where, props, WORDS);
  }
}
