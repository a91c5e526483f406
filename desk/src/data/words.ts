// Records in words and figures, as lists and pages show them.

/** "15–20", "15 or more", "up to 20", "15"; empty where nothing is known. */
export function range(low: number | null, best: number | null, high: number | null): string {
  const count = (value: number) => value.toLocaleString('en-GB')
  if (low !== null && high !== null) return low === high ? count(low) : `${count(low)}–${count(high)}`
  if (low !== null) return `${count(low)} or more`
  if (high !== null) return `up to ${count(high)}`
  return best === null ? '' : count(best)
}

/** "air-strike" as "Air strike". */
export function label(word: string): string {
  const spaced = word.replaceAll('-', ' ').replaceAll('_', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** "1 source", "3 sources". */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`
}
