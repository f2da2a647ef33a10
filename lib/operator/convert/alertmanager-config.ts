import { isObject, type PlainObject } from '../schema';
import { COMMON } from './client';
import { convertValue, same, type Fields, type Given, type Rule, type Rules } from './fields';
import { gone, refused, renamedInside, verbatim } from './rules';

/** Lists of names and values, which are objects here. */
const keyValues: Rule = ({ key, value }) => ({
  [key]: Array.isArray(value)
    ? Object.fromEntries(
        (value as PlainObject[]).map(({ key: name, value: text }): [string, unknown] => [String(name), text]),
      )
    : value,
});

const matchers: Rule = ({ key, value }) => ({ [key]: (value as PlainObject[]).map(convertMatcher) });

/** `regex` is the old way to say `matchType`, which wins. */
function convertMatcher({ name, value = '', matchType, regex }: PlainObject): Fields {
  const isSaid = typeof matchType === 'string' && matchType !== '';
  return { name, value, matchType: isSaid ? matchType : regex === true ? '=~' : '=' };
}

/** Names of days and months, which the operator takes in any spelling. */
const names: Rule = ({ key, value }) => ({
  [key]: (value as readonly string[]).map((name) => name.toLowerCase()),
});

const daysOfMonth: Rule = ({ key, value }) => ({
  [key]: (value as PlainObject[]).map(({ start, end }) => `${String(start)}:${String(end ?? start)}`),
});

/** Named times; one that has none in it never comes. */
const intervals: Rule = (given) => {
  const { timeIntervals } = renamedInside('timeIntervals')(given);
  return {
    timeIntervals: (timeIntervals as Fields[]).map((interval) => ({
      ...interval,
      timeIntervals: interval.timeIntervals ?? [],
    })),
  };
};

/** Without matchers a side is every alert. */
const inhibitRules: Rule = (given) => {
  const { [given.key]: rules } = same(given);
  return {
    inhibitRules: (rules as Fields[]).map((rule) => ({ sourceMatch: [], targetMatch: [], ...rule })),
  };
};

/** Nothing, where nothing is in it: Go writes such for fields that were never set. */
const unlessEmpty: Rule = (given) => {
  const fields = same(given);
  const inner = fields[given.key];
  return isObject(inner) && Object.keys(inner).length === 0 ? {} : fields;
};

/** Two spellings of one field, of which the older wins. */
const httpConfig: Rule = (given) => {
  const { proxyURL, proxyUrl, ...rest } = given.value as PlainObject;
  const url = typeof proxyURL === 'string' && proxyURL !== '' ? proxyURL : proxyUrl;
  return same({ ...given, value: url === undefined ? rest : { ...rest, proxyUrl: url } });
};

function bearerToken({ key: _key, value, ...given }: Given): Fields {
  const { name } = value as PlainObject;
  return typeof name === 'string' && name !== ''
    ? { authorization: { credentials: convertValue(value, given) } }
    : {};
}

/** One of `url` and `urlSecret` counts. */
const webhookConfigs: Rule = (given) => {
  const webhooks = (given.value as PlainObject[]).map(({ url, ...webhook }, index) => {
    if (!isObject(webhook.urlSecret)) {
      return { url, ...webhook };
    }
    if (typeof url === 'string' && url !== '') {
      given.place.at(index, 'url').warning({
        code: 'no-controller',
        complaint: 'has no effect beside `urlSecret`, and had none with the operator',
        remedy: 'Leave it out.',
      });
    }
    return webhook;
  });
  return same({ ...given, value: webhooks });
};

/** Rules for how a receiver speaks to somebody. */
export const RECEIVER_CLIENT: Rules = {
  ...COMMON,
  '*.httpConfig': httpConfig,
  '*.bearerTokenSecret': bearerToken,
  '*.tlsConfig': unlessEmpty,
  '*.basicAuth': unlessEmpty,
  '*.authorization': unlessEmpty,
};

/** Rules for both versions of the resource: most fields are called alike. */
export const ALERTMANAGER_CONFIG: Rules = {
  ...RECEIVER_CLIENT,
  inhibitRules,
  muteTimeIntervals: intervals,
  timeIntervals: intervals,
  '*.matchers': matchers,
  '*.sourceMatch': matchers,
  '*.targetMatch': matchers,
  '*.weekdays': names,
  '*.months': names,
  '*.daysOfMonth': daysOfMonth,
  '*.headers': keyValues,
  '*.details': keyValues,
  '*.customFields': keyValues,
  '*.urlSecret': renamedInside('url'),
  '*.payload': verbatim,
  '*.attributes': verbatim,
  'receivers[].webhookConfigs': webhookConfigs,
  'receivers[].opsgenieConfigs[].responders': same,
  'receivers[].rocketchatConfigs[].fields': same,
  'receivers[].snsConfigs[].sigv4.useFIPSSTSEndpoint': gone(
    'has no effect: Alertmanager reads it, and does nothing with it',
    'Leave it out.',
  ),
  ...refused('receivers[].snsConfigs[].sigv4.accessKey', 'receivers[].snsConfigs[].sigv4.secretKey'),
  'receivers[].pagerdutyConfigs[].pagerDutyImageConfigs': renamedInside('images'),
  'receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs': renamedInside('links'),
  'receivers[].pagerdutyConfigs[].pagerDutyLinkConfigs[].alt': renamedInside('text'),
  // An empty one is not the same as none: it stands before the global one.
  'receivers[].emailConfigs[].tlsConfig': same,
};
