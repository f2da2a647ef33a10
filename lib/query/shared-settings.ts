import type { Where } from '../problems';
import type { StoreEndpoint } from './store-endpoint';

/** What a Query takes over from its Prometheis. */
type Setting = 'evaluationInterval' | 'lookbackDelta';

const PROPS = { evaluationInterval: 'defaultEvaluationInterval', lookbackDelta: 'lookbackDelta' } as const;

/**
 * What all endpoints that say so agree on. Where they do not, whatever a Query does is wrong for some: the user decides.
 */
export function sharedSetting(
  where: Where,
  endpoints: readonly StoreEndpoint[],
  setting: Setting,
  given: string | undefined,
): string | undefined {
  const said = endpoints.filter((endpoint) => endpoint[setting] !== undefined);
  const values = [...new Set(said.map((endpoint) => endpoint[setting]))];
  if (given !== undefined || values.length < 2) {
    return given ?? values[0];
  }
  where.at(PROPS[setting]).error({
    code: 'contradiction',
    value: Object.fromEntries(said.map((endpoint) => [endpoint.title, endpoint[setting]])),
    complaint: `is not said, and the endpoints differ in their ${setting}`,
    remedy: `Set \`${PROPS[setting]}\`: a query is evaluated with one.`,
  });
  return values[0];
}
