import { readFileSync } from 'node:fs';
import type { DiscoveredTarget } from '../diff';
import { isPlainObject } from '../native';
import { UsageError } from './failure';

/**
 * Targets out of answers of `/api/v1/targets`, those that were dropped among them.
 *
 * @throws {UsageError} where a file is something else
 */
export function readTargetFiles(paths: readonly string[]): DiscoveredTarget[] {
  return paths.flatMap((path) => {
    const answer = parse(path);
    const data = isPlainObject(answer) ? (answer.data ?? answer) : undefined;
    if (!isPlainObject(data) || !Array.isArray(data.activeTargets)) {
      throw new UsageError(
        `${path}: has no activeTargets in it: save the answer of /api/v1/targets there, as of curl -s http://…/api/v1/targets`,
      );
    }
    const dropped: unknown[] = Array.isArray(data.droppedTargets) ? data.droppedTargets : [];
    return [...(data.activeTargets as unknown[]), ...dropped].map((target) => read(target, path));
  });
}

function parse(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function read(target: unknown, path: string): DiscoveredTarget {
  const { discoveredLabels: labels, scrapePool } = isPlainObject(target) ? target : {};
  const isLabels = isPlainObject(labels) && Object.values(labels).every((each) => typeof each === 'string');
  if (!isLabels) {
    throw new UsageError(
      `${path}: a target has no discoveredLabels: ${JSON.stringify(target).slice(0, 120)}`,
    );
  }
  const all = labels as Readonly<Record<string, string>>;
  // Dropped targets of older releases do not say their pool, but the discovered job is called like it.
  return { job: typeof scrapePool === 'string' ? scrapePool : (all.job ?? ''), labels: all };
}
