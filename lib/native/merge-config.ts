type Fields = Readonly<Record<string, unknown>>;

/** A native configuration with another one over it: objects field by field, lists appended, all else replaced. */
export function mergeConfig<T extends object>(base: T, over: Partial<T>): T {
  return mergeFields(base as Fields, over) as T;
}

function mergeFields(base: Fields, over: Fields): Fields {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(over)) {
    if (value !== undefined) {
      merged[field] = mergeValue(merged[field], value);
    }
  }
  return merged;
}

function mergeValue(base: unknown, over: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(over)) {
    return [...(base as unknown[]), ...(over as unknown[])];
  }
  return isFields(base) && isFields(over) ? mergeFields(base, over) : over;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
