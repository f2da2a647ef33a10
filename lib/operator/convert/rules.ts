import type { Finding } from '../../problems';
import { readQuantity } from '../../values';
import { convertValue, type Rule, type Rules } from './fields';

/** A prop of the same name with the very same value: labels, and what is Kubernetes' own. */
export const verbatim: Rule = ({ key, value }) => ({ [key]: value });

/** A prop of another name with the same value. */
export function renamed(prop: string): Rule {
  return ({ value }) => ({ [prop]: value });
}

/** A prop of another name; what is in it is converted in turn. */
export function renamedInside(prop: string): Rule {
  return ({ key: _key, value, ...given }) => ({ [prop]: convertValue(value, given) });
}

/** A word that the operator takes in several spellings, and Prometheus in small letters. */
export const word: Rule = ({ key, value }) => ({ [key]: String(value).toLowerCase() });

/** A number, which the operator lets Kubernetes write as a quantity: `500m` is 0.5. */
export const quantity: Rule = ({ key, value }) => ({ [key]: readQuantity(value) });

/** Nothing, where the prop has that value anyway. */
export function unless(usual: unknown, rule: Rule = verbatim): Rule {
  return (given) => {
    const fields = rule(given);
    return fields[given.key] === usual ? {} : fields;
  };
}

/** Read by another rule, together with its own field. */
export const elsewhere: Rule = () => ({});

/** Makes rules that say something of a field, where its value is meant, and map it to nothing. */
function saying(severity: 'warning' | 'error', code: string) {
  return (complaint: string, remedy: string, isMeant: (value: unknown) => boolean = () => true): Rule =>
    ({ value, place }) => {
      if (isMeant(value)) {
        place[severity]({ code, ...shown(value), complaint, remedy });
      }
      return {};
    };
}

/** A field that has lost its meaning, or means nothing with the value that was given. */
export const gone = saying('warning', 'no-controller');

/** A field that has a meaning which cannot be kept. */
export const missing = saying('error', 'not-supported');

/** Secrets that Prometheus reads from its configuration only: props of the same name are there to refuse them, with the ways out. */
export function refused(...paths: readonly string[]): Rules {
  return Object.fromEntries(paths.map((path) => [path, verbatim]));
}

/** Further flags of the program, for what has no prop. */
export function flag(...names: readonly string[]): Rule {
  return ({ value }) => ({
    additionalArgs: names.map((name) => ({
      name,
      ...(value === true ? {} : { value: Array.isArray(value) ? value.join(',') : String(value) }),
    })),
  });
}

/** A field of the pods, for what has no prop. */
export const podField: Rule = ({ key, value }) => ({ podSpec: { [key]: value } });

/** The older way to name rules that are left alone by `enforcedNamespaceLabel`. */
export const excludedRules: Rule = ({ value }) => ({
  excludedFromEnforcement: (
    value as ReadonlyArray<{ readonly ruleName: string; readonly ruleNamespace: string }>
  ).map(({ ruleName, ruleNamespace }) => ({
    resource: 'prometheusrules',
    namespace: ruleNamespace,
    name: ruleName,
  })),
});

/** Objects are too large to be shown. */
function shown(value: unknown): Pick<Finding, 'value'> {
  return typeof value === 'object' ? {} : { value };
}
