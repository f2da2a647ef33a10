import { isOverflow, planSlots, type SlotItem, type SlotPlan } from '../../kubernetes';
import type { Where } from '../../problems';
import type { ShippedDashboard } from '../compile';
import { dashboardFile, dashboardText } from '../discovery';

/** A folder of Grafana: its dashboards, spread over ConfigMaps. */
export interface DashboardFolder {
  readonly title: string;

  /** Name of its volume, and of its folder in the pods. */
  readonly name: string;
  readonly plan: SlotPlan;
}

/**
 * The folders. Dashboards come and go in ConfigMaps that are mounted whether they exist or not; a folder is a mount of its own,
 * so that the first dashboard of a new one rolls the pods.
 */
export function dashboardFolders(where: Where, dashboards: readonly ShippedDashboard[]): DashboardFolder[] {
  const titles = [...new Set(['', ...dashboards.map(({ folder }) => folder)])].sort();
  return titles.map((title, index) => {
    const items = dashboards
      .filter(({ folder }) => folder === title)
      .map((dashboard): SlotItem => ({
        key: dashboardFile(dashboard),
        text: dashboardText(where, dashboard),
      }));
    return { title, name: folderName(title, titles.slice(0, index)), plan: spread(where, items) };
  });
}

function spread(where: Where, items: readonly SlotItem[]): SlotPlan {
  const plan = planSlots(items);
  if (isOverflow(plan)) {
    where.at('dashboards').error({
      code: 'too-large',
      ...(plan.key === undefined ? {} : { value: plan.key }),
      complaint: `cannot be spread over ConfigMaps of ${Math.floor(plan.limit / 1024)} KiB`,
      remedy: 'Divide the dashboard.',
    });
    return { slots: [], mounted: 0, fill: 0 };
  }
  return plan;
}

/** `dashboards-payments`; of two titles that would be called the same the later one has a number. */
function folderName(title: string, before: readonly string[]): string {
  const slug = slugOf(title);
  const same = before.filter((other) => slugOf(other) === slug).length;
  return same === 0 ? slug : `${slug}-${same + 1}`;
}

function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `dashboards-${words === '' ? 'root' : words}`.slice(0, 50).replace(/-+$/, '');
}
