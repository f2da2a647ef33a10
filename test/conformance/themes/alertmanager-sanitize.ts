import { parse } from 'yaml';
import { renderYaml } from '../../../lib/native';
import { canonicalAlertmanager, canonicalFile } from '../alertmanager-canonical';
import { makeMendedAlertmanager, type MendedAlertmanager } from '../alertmanager-refusals';
import { isSupportedAlertmanager } from '../alertmanager-versions';
import type { Case, Fields } from '../corpus';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { ReasonId } from '../reasons';
import type { Theme } from '../theme';
import { because } from '../versions';
import { deep, mapFields, text } from '../walk';
import { judgeFiles, whyOnlyTheirs, withoutObjects } from './alertmanager-configuration';

/** A structure of a configuration, without what its release does not know: we see it in a whole file. */
export const ALERTMANAGER_SANITIZE: Theme = { names: ['alertmanager-sanitize'], judge };

function judge(one: Case): Outcome {
  const { object, config } = one.input as { readonly object: string; readonly config: string };
  const given = (parse(config) ?? {}) as Fields;
  const completion = new Completion(object, given);
  const mended = makeMendedAlertmanager(withoutObjects(one, renderYaml(completion.file(given))));
  const own = against(one, completion, mended);
  return isSupportedAlertmanager(one.version) ? own : because(['version'], own);
}

function against(one: Case, completion: Completion, { made, reasons, theirs }: MendedAlertmanager): Outcome {
  const all = [...completion.reasons, ...reasons];
  if (one.expected === null) {
    return made.kind === 'refused' || reasons.length > 0
      ? equal()
      : (whyOnlyTheirs(one) ?? unexplained(made.text, one.error));
  }
  if (made.kind === 'refused') {
    return made.problems.length === 0 ? covered(all) : unexplained(made.problems, one.expected);
  }
  const expected = completion.file((parse(one.expected as string) ?? {}) as Fields);
  return judgeFiles(
    one,
    {
      ours: withoutCompletion(canonicalAlertmanager(made.text ?? '')),
      theirs: withoutCompletion(canonicalFile(theirs(expected))),
    },
    { secrets: {}, reasons: all },
  );
}

/** What receivers may leave to a file. */
const GLOBAL: Fields = {
  smtp_from: 'alerts@example.org',
  smtp_smarthost: 'smtp.example.org:587',
  victorops_api_key_file: '/etc/victorops',
  opsgenie_api_key_file: '/etc/opsgenie',
  slack_api_url_file: '/etc/slack',
  wechat_api_corp_id: 'corp',
  wechat_api_secret_file: '/etc/wechat',
  telegram_bot_token_file: '/etc/telegram',
  rocketchat_token_file: '/etc/rocketchat',
  rocketchat_token_id_file: '/etc/rocketchat-id',
};

/** What every file has. */
const WHOLE: Fields = { route: { receiver: 'all' }, receivers: [{ name: 'all' }] };

/** What a receiver must have itself, where tests of one field leave it out. */
const NEEDED: Readonly<Record<string, Fields>> = {
  email_configs: { to: 'team@example.org' },
  pagerduty_configs: { routing_key_file: '/etc/pagerduty' },
  victorops_configs: { routing_key: 'placeholder' },
  webhook_configs: { url: 'http://placeholder.invalid' },
  webex_configs: { http_config: { authorization: { credentials_file: '/etc/webex' } } },
};

/** What was put in is no part of the comparison: a release may not know it. */
function withoutCompletion(file: Fields): Fields {
  const values = [GLOBAL, ...Object.values(NEEDED)]
    .flatMap((fields) => Object.values(fields))
    .map((value) => JSON.stringify(value));
  return canonicalFile(
    deep(file, (fields) =>
      mapFields(fields, (_, value) => (values.includes(JSON.stringify(value)) ? undefined : value)),
    ),
  );
}

/** Puts the rest of a file around a structure; both sides get the same for the structure that was given. */
class Completion {
  constructor(
    private readonly object: string,
    private readonly given: Fields,
  ) {}

  get reasons(): readonly ReasonId[] {
    return JSON.stringify(this.receivers(this.given)) === JSON.stringify(this.named(this.given))
      ? []
      : ['incomplete-structure'];
  }

  file(structure: Fields): Fields {
    switch (this.object) {
      case 'httpClientConfig':
        return { ...WHOLE, global: { http_config: structure } };
      case 'route':
        return { ...WHOLE, ...this.tree(structure) };
      case 'alertmanagerConfig': {
        const { receivers, ...tree } = this.tree((structure.route ?? {}) as Fields);
        return {
          ...structure,
          ...tree,
          global: { ...this.missingGlobal(), ...((structure.global ?? {}) as Fields) },
          receivers: [...this.receivers(structure), ...receivers],
        };
      }
      default:
        throw new Error(`no structure ${this.object}`);
    }
  }

  /** A route below the root, which must not have what routes have, and the receivers that it names. */
  private tree(route: Fields): { readonly route: Fields; readonly receivers: readonly Fields[] } {
    const named = [...JSON.stringify(this.given.route ?? this.given).matchAll(/"receiver":"([^"]+)"/g)]
      .map(([, name]) => ({ name }))
      .filter(({ name }) => this.named(this.given).every((receiver) => receiver.name !== name));
    return {
      route: { receiver: 'all', routes: this.object === 'route' || 'route' in this.given ? [route] : [] },
      receivers: [{ name: 'all' }, ...named],
    };
  }

  /** What the structure that was given says itself in no way. */
  private missingGlobal(): Fields {
    const global = (this.given.global ?? {}) as Fields;
    const isSaid = (field: string): boolean => field in global || field.replace(/_file$/, '') in global;
    const hasApp = 'slack_app_token' in global || 'slack_app_token_file' in global;
    return mapFields(GLOBAL, (field, value) =>
      isSaid(field) || (hasApp && field.startsWith('slack')) ? undefined : value,
    );
  }

  private receivers(structure: Fields): Fields[] {
    return this.named(structure).map((receiver) =>
      mapFields(receiver, (list, integrations) =>
        list in NEEDED
          ? (integrations as Fields[]).map((each) => ({ ...this.needed(list), ...each }))
          : integrations,
      ),
    );
  }

  private needed(list: string): Fields {
    const given = JSON.stringify(this.given);
    return mapFields(NEEDED[list] ?? {}, (field, value) =>
      given.includes(`"${field.replace(/_file$/, '')}`) || given.includes('"service_key') ? undefined : value,
    );
  }

  private named(structure: Fields): Fields[] {
    return ((structure.receivers ?? []) as Fields[]).map((receiver, index) => ({
      ...receiver,
      name: text(receiver.name) === '' ? `receiver ${index}` : receiver.name,
    }));
  }
}
