/** What YAML can hold, where upstream hands a value on without a look at its shape. */
export type FreeForm =
  string | number | boolean | null | readonly FreeForm[] | { readonly [key: string]: FreeForm };
