/** What stands in a resource of the operator. */
type Fields = Readonly<Record<string, unknown>>;

/** How a field becomes props: of the same name, or otherwise. */
type Rule = (value: unknown, key: string) => Fields;

/**
 * The props of an `AlertmanagerConfig` out of the `spec` of the operator's resource, v1alpha1 or v1beta1. Most fields
 * are props of the same name; the shape of the construct checks all of them, so that nothing is left out in silence.
 */
export function alertmanagerConfigProps(spec: Fields): Fields {
  return convert(spec, {
    route: (route) => ({ route: convertRoute(route as Fields) }),
    receivers: (receivers) => ({ receivers: (receivers as Fields[]).map(convertReceiver) }),
    inhibitRules: (rules) => ({ inhibitRules: (rules as Fields[]).map(convertInhibitRule) }),
    muteTimeIntervals: convertIntervals,
    timeIntervals: convertIntervals,
  });
}

/** Go writes fields that were never set as nothing: null, an empty text, an empty list. */
function convert(fields: Fields, rules: Readonly<Record<string, Rule>>): Fields {
  const parts = Object.entries(fields)
    .filter(([, value]) => !isAbsent(value))
    .map(([key, value]) => (rules[key] ?? same)(value, key));
  return Object.assign({}, ...parts) as Fields;
}

function isAbsent(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

const same: Rule = (value, key) => ({ [key]: value });

function renamed(prop: string): Rule {
  return (value) => ({ [prop]: value });
}

function convertRoute(route: Fields): Fields {
  return convert(route, {
    matchers: (matchers) => ({ matchers: (matchers as Fields[]).map(convertMatcher) }),
    routes: (routes) => ({ routes: (routes as Fields[]).map(convertRoute) }),
  });
}

/** `regex` is the old way to say `matchType`, which wins. */
function convertMatcher({ name, value = '', matchType, regex }: Fields): Fields {
  const type = isAbsent(matchType) ? (regex === true ? '=~' : '=') : matchType;
  return { name, value, matchType: type };
}

function convertInhibitRule(rule: Fields): Fields {
  const matchers: Rule = (list, key) => ({ [key]: (list as Fields[]).map(convertMatcher) });
  return {
    sourceMatch: [],
    targetMatch: [],
    ...convert(rule, { sourceMatch: matchers, targetMatch: matchers }),
  };
}

function convertIntervals(intervals: unknown): Fields {
  return {
    timeIntervals: (intervals as Fields[]).map((interval) => ({
      name: interval.name,
      timeIntervals: ((interval.timeIntervals ?? []) as Fields[]).map(convertPeriod),
    })),
  };
}

function convertPeriod(period: Fields): Fields {
  const small: Rule = (names, key) => ({ [key]: (names as string[]).map((name) => name.toLowerCase()) });
  return convert(period, {
    weekdays: small,
    months: small,
    daysOfMonth: (days) => ({
      daysOfMonth: (days as Fields[]).map(({ start, end }) => `${String(start)}:${String(end ?? start)}`),
    }),
  });
}

function convertReceiver(receiver: Fields): Fields {
  const list: Rule = (integrations, key) => ({
    [key]: (integrations as Fields[]).map((each) => convert(each, INTEGRATION)),
  });
  const lists = Object.keys(receiver).filter((key) => key.endsWith('Configs'));
  return convert(receiver, Object.fromEntries(lists.map((key) => [key, list])));
}

/** Lists of names and values, which are objects here. */
const keyValues: Rule = (pairs, key) => ({
  [key]: Array.isArray(pairs)
    ? Object.fromEntries(
        (pairs as Fields[]).map(({ key: name, value }): [string, unknown] => [String(name), value]),
      )
    : pairs,
});

/** What is called or said otherwise, whatever the way to notify: no name means two things. */
const INTEGRATION: Readonly<Record<string, Rule>> = {
  httpConfig: (client) => ({ httpConfig: convertClient(client as Fields) }),
  tlsConfig: (tls) => ({ tlsConfig: convertTls(tls as Fields) }),
  headers: keyValues,
  details: keyValues,
  customFields: keyValues,
  urlSecret: renamed('url'),
  pagerDutyImageConfigs: (images) => ({ images: (images as Fields[]).map((image) => convert(image, {})) }),
  pagerDutyLinkConfigs: (links) => ({
    links: (links as Fields[]).map((link) => convert(link, { alt: renamed('text') })),
  }),
  fields: (fields) => ({ fields: (fields as Fields[]).map((field) => convert(field, {})) }),
  actions: (actions) => ({
    actions: Array.isArray(actions)
      ? (actions as Fields[]).map((action) =>
          convert(action, { confirm: (confirm) => ({ confirm: convert(confirm as Fields, {}) }) }),
        )
      : actions,
  }),
  responders: (responders) => ({ responders: (responders as Fields[]).map((each) => convert(each, {})) }),
};

/** The HTTP client of a receiver. */
export function convertClient(client: Fields): Fields {
  return convert(client, {
    // Two spellings of one field, of which the older wins.
    proxyURL: renamed('proxyUrl'),
    proxyUrl: (url) => (isAbsent(client.proxyURL) ? { proxyUrl: url } : {}),
    bearerTokenSecret: (reference) =>
      isReference(reference) ? { authorization: { credentials: reference } } : {},
    basicAuth: (basicAuth) => present('basicAuth', convert(basicAuth as Fields, {})),
    authorization: (authorization) => present('authorization', convert(authorization as Fields, {})),
    tlsConfig: (tls) => present('tlsConfig', convertTls(tls as Fields)),
    oauth2: (oauth2) => ({
      oauth2: convert(oauth2 as Fields, {
        tlsConfig: (tls) => present('tlsConfig', convertTls(tls as Fields)),
      }),
    }),
  });
}

function convertTls(tls: Fields): Fields {
  const unlessEmpty: Rule = (value, key) => present(key, value as Fields);
  return convert(tls, { ca: unlessEmpty, cert: unlessEmpty, keySecret: unlessEmpty });
}

function present(prop: string, fields: Fields): Fields {
  return Object.keys(fields).length === 0 ? {} : { [prop]: fields };
}

function isReference(value: unknown): boolean {
  const { name } = (value ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' && name !== '';
}
