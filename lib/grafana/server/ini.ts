import type { FileContext } from '../../http';
import type { Where } from '../../problems';
import type { GrafanaProps, GrafanaSetting } from './props';

type Sections = Readonly<Record<string, Readonly<Record<string, GrafanaSetting>>>>;

/** Settings whose values are secrets, wherever they stand. */
const SECRET = /(^|_)(password|secret|secret_key|token|private_key|client_key|key_value)$/;

/** Settings that look like secrets by their names only. */
const HARMLESS = new Set(['secret_key_file', 'admin_password_file']);

/** What we set ourselves, and by which prop it is said instead. */
const OWN: Readonly<Record<string, string>> = {
  'security.admin_user': 'admin.username',
  'security.admin_password': 'admin.password',
  'server.root_url': 'externalUrl',
  'server.http_port': 'nothing: Services and probes know it',
  'paths.provisioning': 'nothing: data sources and dashboards are mounted there',
};

/** The text of `grafana.ini`: ours, and what the user says. Values of Secrets are read from files. */
export function renderIni(where: Where, props: GrafanaProps, context: FileContext): string {
  const given = readSettings(where.at('config'), props.config ?? {}, context);
  const ours = ownSettings(where, props, context);
  const sections = [...new Set([...Object.keys(ours), ...Object.keys(given)])].sort();
  return sections
    .map((section) => {
      const settings = { ...ours[section], ...given[section] };
      const lines = Object.keys(settings)
        .sort()
        .map((key) => `${key} = ${quoted(settings[key] ?? '')}`);
      return [`[${section}]`, ...lines, ''].join('\n');
    })
    .join('\n');
}

function ownSettings(
  where: Where,
  props: GrafanaProps,
  context: FileContext,
): Record<string, Record<string, string>> {
  const { admin, externalUrl, logLevel, logFormat } = props;
  const file = (field: 'username' | 'password') =>
    `$__file{${context.files.secret(where.at('admin', field), admin[field], context.referrer)}}`;
  return {
    // It calls home otherwise, and pods of a monitored cluster have no way out.
    analytics: { check_for_plugin_updates: 'false', check_for_updates: 'false', reporting_enabled: 'false' },
    log: { mode: 'console', ...(logLevel === undefined ? {} : { level: logLevel }) },
    'log.console': { format: logFormat === 'json' ? 'json' : 'text' },
    metrics: { enabled: 'true' },
    security: { admin_user: file('username'), admin_password: file('password') },
    server: {
      http_port: '3000',
      ...(externalUrl === undefined
        ? {}
        : { root_url: externalUrl, serve_from_sub_path: String(new URL(externalUrl).pathname !== '/') }),
    },
  };
}

function readSettings(
  where: Where,
  sections: Sections,
  context: FileContext,
): Record<string, Record<string, string>> {
  return Object.fromEntries(
    Object.entries(sections).map(([section, settings]) => {
      checkWord(where.at(section), section, /^[a-z0-9_.-]+$/i);
      return [
        section,
        Object.fromEntries(
          Object.entries(settings).map(([key, value]) => [
            key,
            readSetting(where.at(section, key), `${section}.${key}`, value, context),
          ]),
        ),
      ];
    }),
  );
}

function readSetting(where: Where, name: string, value: GrafanaSetting, context: FileContext): string {
  const key = name.slice(name.lastIndexOf('.') + 1);
  checkWord(where, key, /^[a-z0-9_.-]+$/i);
  const instead = OWN[name];
  if (instead !== undefined) {
    where.error({ code: 'taken', complaint: 'is set by the library', remedy: `Say it by ${instead}.` });
  }
  if (typeof value === 'object') {
    return `$__file{${context.files.secret(where, value, context.referrer)}}`;
  }
  const text = String(value);
  if (SECRET.test(key) && !HARMLESS.has(key) && text !== '' && !/^\$__\w+\{/.test(text)) {
    where.error({
      code: 'secret-in-manifest',
      complaint: 'is a secret by its name, and would stand in a ConfigMap for everybody to read',
      remedy: "Put it into a Secret, and refer to that: `secretKey('name', 'key')`.",
    });
  }
  if (/[\r\n]/.test(text)) {
    where.error({
      code: 'invalid-value',
      value: text,
      complaint: 'has more than one line, which the file cannot hold',
    });
  }
  return text;
}

function checkWord(where: Where, word: string, form: RegExp): void {
  if (!form.test(word)) {
    where.error({
      code: 'invalid-name',
      value: word,
      complaint: 'is no name of a section or setting of grafana.ini',
    });
  }
}

/** Comments begin in the middle of a line, and blanks at its ends are cut. */
function quoted(value: string): string {
  return /[;#"`]|^\s|\s$/.test(value) && !value.startsWith('$__') ? `"""${value}"""` : value;
}
