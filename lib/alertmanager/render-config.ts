import { mergeConfig } from '../native';
import type { FileContext } from '../http';
import type { AlertmanagerFile, TimeInterval as NativeTimeInterval } from '../native/alertmanager';
import type { Where } from '../problems';
import { compact } from '../values';
import type { AlertmanagerConfiguration } from './config-props';
import { renderReceiver } from './receivers';
import { renderGlobal } from './render-global';
import { renderInhibitRule, renderRoute } from './render-route';
import { renderTemplates } from './templates';
import type { TimeInterval, TimePeriod } from './time-interval-props';

/** The native configuration that the props come to, before `additionalConfig`; references become files. */
export function renderConfig(
  where: Where,
  config: AlertmanagerConfiguration,
  context: FileContext,
): AlertmanagerFile {
  const global = config.global && renderGlobal(where.at('global'), config.global, context);
  const receiverContext = {
    ...context,
    global: mergeConfig(global ?? {}, config.additionalConfig?.global ?? {}),
  };
  return compact<AlertmanagerFile>({
    global,
    templates: config.templates && renderTemplates(where.at('templates'), config.templates, context),
    route: renderRoute(config.route),
    receivers: config.receivers.map((receiver, index) =>
      renderReceiver(where.at('receivers', index), receiver, receiverContext),
    ),
    inhibit_rules: config.inhibitRules?.map(renderInhibitRule),
    time_intervals: config.timeIntervals?.map(renderTimeInterval),
  });
}

function renderTimeInterval({ name, timeIntervals }: TimeInterval): NativeTimeInterval {
  return { name, time_intervals: timeIntervals.map(renderPeriod) };
}

function renderPeriod(period: TimePeriod): NativeTimeInterval['time_intervals'][number] {
  const { times, weekdays, daysOfMonth, months, years, location } = period;
  return compact({
    times: times?.map(({ startTime, endTime }) => ({ start_time: startTime, end_time: endTime })),
    weekdays,
    days_of_month: daysOfMonth,
    months,
    years,
    location,
  });
}
