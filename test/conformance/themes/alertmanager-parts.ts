import { checkTimePeriod } from '../../../lib/alertmanager/check-time-interval';
import type { TimeIntervalSpec } from '../../../lib/native/alertmanager';
import { Where, type Problem } from '../../../lib/problems';
import { checkUrl } from '../../../lib/values';
import { inProps } from '../../../lib/versions';
import { canonicalAlertmanager, canonicalFile } from '../alertmanager-canonical';
import { makeMendedAlertmanager } from '../alertmanager-refusals';
import { isSupportedAlertmanager } from '../alertmanager-versions';
import type { Case, Fields } from '../corpus';
import { equal, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { because } from '../versions';
import { alertmanagerOf, judgeFiles } from './alertmanager-configuration';

/** The HTTP client of a receiver: we see it in one. */
export const ALERTMANAGER_HTTP: Theme = {
  names: ['alertmanager-httpconfig'],
  judge: (one) => {
    const { httpConfig } = one.input as { readonly httpConfig: Fields };
    const { made, reasons } = makeMendedAlertmanager({
      alertmanager: alertmanagerOf(one, 'monitoring', {
        alertmanagerConfiguration: { name: 'test' },
      }),
      configs: [
        {
          metadata: { name: 'test', namespace: 'monitoring' },
          spec: {
            route: { receiver: 'hook' },
            receivers: [{ name: 'hook', webhookConfigs: [{ url: 'http://hook', httpConfig }] }],
          },
        },
      ],
      secrets: {},
      configMaps: {},
    });
    if (made.kind === 'refused') {
      return unexplained(made.problems, one.expected);
    }
    const { receivers } = canonicalAlertmanager(made.text ?? '') as {
      readonly receivers: ReadonlyArray<{
        readonly webhook_configs: ReadonlyArray<{ readonly http_config?: Fields }>;
      }>;
    };
    const ours = receivers[0]?.webhook_configs[0]?.http_config ?? {};
    const theirs = canonicalAlertmanager(one.expected as string);
    const whole = (client: Fields): Fields => canonicalFile({ global: { http_config: client } });
    const own = judgeFiles(one, { ours: whole(ours), theirs: whole(theirs) }, { secrets: {}, reasons });
    return isSupportedAlertmanager(one.version) ? own : because(['version'], own);
  },
};

/** Addresses. */
export const URL_VERDICTS: Theme = {
  names: ['verdict-url'],
  judge: (one) => {
    const { check, url } = one.input as { readonly check: string; readonly url: string };
    const ours = findings((where) => {
      // One in a Secret may have a password; what is in it we do not see, and so not the password either.
      checkUrl(where, check === 'secretUrl' ? url.replace('u:p@', '') : url);
    });
    return sameVerdict(one, ours, (one.expected as { readonly accepted: boolean }).accepted);
  },
};

/** Ranges of times. */
export const TIME_RANGES: Theme = {
  names: ['time-ranges'],
  judge: (one) => {
    const { type, value } = one.input as { readonly type: string; readonly value: unknown };
    const ours = findings((where) => {
      checkTimePeriod(where, periodOf(type, value), inProps);
    });
    return sameVerdict(one, ours, one.error === null);
  },
};

function sameVerdict(one: Case, ours: readonly string[], accepted: boolean): Outcome {
  return accepted === (ours.length === 0) ? equal() : unexplained(ours, one.error ?? one.expected);
}

function findings(check: (where: Where) => void): string[] {
  const problems: Problem[] = [];
  check(new Where(problems, 'case'));
  return problems.map(({ complaint }) => complaint);
}

const PERIODS: Readonly<Record<string, string>> = {
  MonthRange: 'months',
  WeekdayRange: 'weekdays',
  YearRange: 'years',
  DayOfMonthRange: 'days_of_month',
};

function periodOf(type: string, value: unknown): TimeIntervalSpec {
  const kind = type.split('.')[1] ?? '';
  if (kind === 'TimeRange') {
    const { startTime, endTime } = value as { readonly startTime: string; readonly endTime: string };
    return { times: [{ start_time: startTime, end_time: endTime }] };
  }
  const field = PERIODS[kind];
  if (field === undefined) {
    throw new Error(`no range of the type ${type}`);
  }
  return { [field]: [value as string] };
}
