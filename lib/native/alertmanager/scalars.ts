/** Prometheus duration (`<duration>`), for example `1h30m`; units y, w, d, h, m, s, ms. */
export type Duration = string;

/** Go duration, for example `1m30s`; units h, m, s, ms: days are an error, unlike in {@link Duration}. */
export type GoDuration = string;

/** Text that Go's template engine expands with the data of the notification (`<tmpl_string>`). */
export type TmplString = string;

/**
 * Path of a file in the container (`<filepath>`). Write it absolute: a relative one begins at the configuration's
 * folder in some fields (templates, most HTTP clients) and at the working directory in the others.
 */
export type FilePath = string;

/**
 * A secret in clear text (`<secret>`). It is here because the file format has it; our constructs never
 * write one: they write the `*_file` twin beside it. A field without such a twin says so.
 */
export type PlainSecret = string;

/** A matcher over labels (`<matcher>`), for example `severity=~"warning|critical"`. */
export type Matcher = string;
