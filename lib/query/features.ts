import type { Where } from '../problems';
import { checkName, reportGate, thanosFeatures, type Version } from '../versions';

/** Reports features that the version does not know. */
export function checkFeatures(where: Where, features: readonly string[] = [], version: Version): void {
  features.forEach((feature, index) => {
    const finding = checkName(thanosFeatures, feature, version);
    if (finding !== undefined) {
      reportGate(where.at(index), feature, finding, 'Thanos', version);
    }
  });
}
