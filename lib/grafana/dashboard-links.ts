import type { Where } from '../problems';
import { describeResource, type Resource } from '../synthesis';
import type { ShippedDashboard } from './compile';
import type { GrafanaDashboard } from './grafana-dashboard';

/** Stands for the Grafana where nobody says under which URL it is: that is reported once, and not by those who are given the link. */
const NOWHERE = 'https://grafana.invalid';

/** Addresses of dashboards in a Grafana, and whether it comes to have those that were asked for. */
export class DashboardLinks {
  private readonly asked = new Set<Resource>();

  /** @param externalUrl of the Grafana */
  constructor(private readonly externalUrl: string | undefined) {}

  /** Where people find the dashboard. What is wrong with it is told by `check`. */
  to({ resource, uid }: GrafanaDashboard): string {
    this.asked.add(resource);
    return `${(this.externalUrl ?? NOWHERE).replace(/\/+$/, '')}/d/${uid}`;
  }

  /** Reports links that lead nowhere. */
  check(where: Where, shipped: readonly ShippedDashboard[]): void {
    if (this.asked.size > 0 && this.externalUrl === undefined) {
      where.at('externalUrl').error({
        code: 'incomplete',
        complaint: 'is missing: links to its dashboards begin with it',
        remedy: 'Say under which URL people reach this Grafana: "https://grafana.example.org".',
      });
    }
    const own = new Set(shipped.map(({ resource }) => resource.path));
    for (const resource of this.asked) {
      // What is wrong with the dashboard itself has been reported there.
      if (!own.has(resource.path) && resource.problems.length === 0) {
        where.at('dashboards').error({
          code: 'wrong-reference',
          value: describeResource(resource),
          complaint: 'is linked to, and is no dashboard of this Grafana',
          remedy:
            'Choose it by `dashboards` or `dashboardSelector`, or ask the Grafana that has it for the link.',
        });
      }
    }
  }
}
