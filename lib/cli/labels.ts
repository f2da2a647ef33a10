import { readFileSync } from 'node:fs';
import { asDiscovered, hasSettingsOfJob, type Labels } from '../relabel';
import { UsageError } from './failure';

/** Labels of a target, from JSON or from a file that has it. */
export function readLabels(argument: string): Labels {
  const labels = readJsonLabels(argument);
  return hasSettingsOfJob(labels) ? withoutJob(labels) : labels;
}

/** Labels of an alert, from JSON or from a file that has it. */
export function readJsonLabels(argument: string): Labels {
  const isJson = /^\s*[[{"]/.test(argument);
  return parseLabels(isJson ? argument : readText(argument), isJson ? '--labels' : argument);
}

function withoutJob(labels: Labels): Labels {
  process.stderr.write(`note: what job "${labels.job ?? ''}" has added to the labels is left out\n`);
  return asDiscovered(labels);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @throws {UsageError} where it is something else than an object of strings */
function parseLabels(text: string, source: string): Labels {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${source}: is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${source}: is no JSON object of labels: {"__address__": "10.0.0.1:8080", …}`);
  }
  const wrong = Object.entries(value).find(([, each]) => typeof each !== 'string');
  if (wrong !== undefined) {
    throw new UsageError(`${source}: the label "${wrong[0]}" is no string: ${JSON.stringify(wrong[1])}`);
  }
  return value as Labels;
}
