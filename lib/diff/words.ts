/** `1 pod`, `2 pods`. */
export function count(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}

/** `shard 1`, `shards 1, 2 and 4`. */
export function shardWords(shards: readonly number[]): string {
  return `shard${shards.length === 1 ? '' : 's'} ${list(shards.map(String))}`;
}

export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `27 %`; less than one in a hundred is not nothing. */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
