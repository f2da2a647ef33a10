import type { TimeInterval as NativeInterval } from '../native/alertmanager';
import { compact } from '../values';
import type { TimeInterval, TimePeriod } from './time-interval-props';

/** The native form of named times. */
export function renderInterval({ name, timeIntervals }: TimeInterval): NativeInterval {
  return { name, time_intervals: timeIntervals.map(renderPeriod) };
}

function renderPeriod(period: TimePeriod): NativeInterval['time_intervals'][number] {
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
