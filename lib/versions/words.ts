/** Writes a native field as a path names it: in the words of the props, or as it is. */
export type Words = (field: string) => string;

/** `mute_time_intervals` is `muteTimeIntervals`. */
export const inProps: Words = (field) => field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** For what the user wrote natively. */
export const asWritten: Words = (field) => field;
