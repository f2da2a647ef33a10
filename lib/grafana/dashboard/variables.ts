/** Stands for what a variable may be in a text: no name and no value that anybody writes has it. */
export const UNKNOWN = '\uE000';

/** Stands for what a variable may be where a name is expected. */
export const UNKNOWN_NAME = 'grafana_variable';

const DURATION = '5m';

/** Grafana's own: what they are made of is known. */
const OWN: Readonly<Record<string, string>> = {
  __interval: DURATION,
  __interval_ms: '300000',
  __rate_interval: DURATION,
  __rate_interval_ms: '300000',
  __range: DURATION,
  __range_s: '300',
  __range_ms: '300000',
  __from: '0',
  __to: '0',
};

/** `$name`, `${name}`, `${name:format}`, `[[name]]`. */
const VARIABLE = /\$(\w+)|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]*)?\}|\[\[(\w+)(?:\.[^:^\]]+)?(?::[^\]]*)?\]\]/y;

/** What a variable of the user's may stand for outside of texts, the likeliest first. */
const READINGS = [UNKNOWN_NAME, '1', DURATION, 'sum', `${UNKNOWN_NAME}{}`] as const;

/**
 * The texts of PromQL that a query of a dashboard may become. Variables are put in place by Grafana before anybody parses:
 * one may be a label, a number, a duration, the name of a function. In texts they become {@link UNKNOWN}.
 */
export function readingsOf(query: string): string[] {
  return [...new Set(READINGS.map((reading) => substitute(query, reading)))];
}

/** Scans as PromQL does: texts and comments are told from the rest, and ranges by their brackets. */
function substitute(query: string, reading: string): string {
  let result = '';
  let quote = '';
  let inRange = false;
  for (let at = 0; at < query.length;) {
    VARIABLE.lastIndex = at;
    const match = VARIABLE.exec(query);
    if (match !== null) {
      const [whole, plain, braced, bracketed] = match;
      const own = OWN[plain ?? braced ?? bracketed ?? ''];
      result += own ?? (quote !== '' ? UNKNOWN : inRange ? DURATION : reading);
      at += whole.length;
      continue;
    }
    const character = query.charAt(at);
    if (quote === '') {
      quote = '"\'`'.includes(character) ? character : '';
      inRange = character === '[' || (inRange && character !== ']');
    } else if (character === '\\' && quote !== '`') {
      result += query.slice(at, at + 2);
      at += 2;
      continue;
    } else if (character === quote) {
      quote = '';
    }
    result += character;
    at += 1;
  }
  return result;
}
